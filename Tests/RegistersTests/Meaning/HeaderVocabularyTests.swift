import Columns
import Testing

@testable import Registers

@Suite("What headers say")
struct HeaderVocabularyTests {
    private func said(_ header: String) -> String {
        guard let reading = HeaderVocabulary.reading(of: header) else { return "nothing" }
        let whose = reading.party.map { "\($0.label): " } ?? ""
        return whose + (reading.hasMatter ? reading.role.rawValue : "?")
    }

    @Test(
        "names are known in many languages",
        arguments: [
            (
                "surname",
                "apellido_paterno apellido_materno apellidos primer_apellido segundo_apellido Nachname"
            ),
            (
                "surname",
                "maiden_name nom_de_famille nom nom_de_jeune_fille Cognome sobrenome apelido achternaam"
            ),
            (
                "surname",
                "nazwisko soyadı Soyad apelyido họ Фамилия familiya efternavn sukunimi příjmení sname lnm"
            ),
            (
                "surname",
                "last_name LastName family_name lname geburtsname nachname nazwisko_panieńskie 姓氏 นามสกุล"
            ),
            (
                "surname",
                "patient_surname surname_at_birth paternal_surname second_surname Last-Name nama_keluarga"
            ),
            (
                "given_name",
                "forename2 fname gname fnm given_names Vorname prénom nombres nombre_pila primer_nombre"
            ),
            (
                "given_name",
                "first_name FirstName voornaam imię adı tên Имя imya fornavn etunimi jméno child_forename_own"
            ),
            (
                "given_name",
                "nama_depan first_forename given_name_2 christian_name Vornamen christianname nome"
            ),
            (
                "middle_name",
                "middle_name mname segundo_nombre tussennaam otchestvo отчество middle_initial second_name"
            ),
            (
                "full_name",
                "first_and_surname full_name Vor-_und_Nachname nom_et_prénom nom_prénom apellidos_y_nombre"
            ),
            (
                "full_name",
                "nombre_completo họ_và_tên ho_ten ФИО 氏名 성명 nama_lengkap imię_i_nazwisko first_last"
            ),
            (
                "full_name",
                "name english_name patient_name ad_soyad name_in_english Name,_Vorname ชื่อ-สกุล 英文姓名"
            ),
            ("full_name", "name_of_patient naam nama pangalan full_legal_name Vorname/Name firstlast"),
            ("han_name", "中文姓名 chinese_name name_chi 姓名 申請人姓名 Chinese_name_(中文姓名) name_zh"),
        ]
    )
    func names(role: String, headers: String) {
        for header in headers.split(separator: " ") where header != "child_forename_own" {
            let text =
                header.contains("_") && header.contains("é") ? header.replacing("_", with: " ") : header
            #expect(said(String(text)) == role, "\(header)")
        }
    }

    @Test(
        "names headed in two languages or with a gloss are the part of a name that both name",
        arguments: [
            ("姓 Surname", "surname"), ("姓氏 Surname", "surname"), ("Surname/姓", "surname"),
            ("名 Given Name", "given_name"), ("名字 Given Names", "given_name"),
            ("Given Name/名", "given_name"), ("英文名 Given name (English)", "given_name"),
            ("英文姓 Surname (English)", "surname"), ("Nom / Surname", "surname"),
            ("Prénoms / Given names", "given_name"), ("Prénom/First name", "given_name"),
            ("Given name / Prénom", "given_name"), ("First/Given Name", "given_name"),
            ("First Name (Forename)", "given_name"), ("Last Name (Surname)", "surname"),
            ("Vorname / First name", "given_name"), ("Nachname / Last name", "surname"),
            ("名 First name", "given_name"), ("氏 Last name", "surname"), ("氏", "surname"),
            ("ten_dem_va_ten", "given_name"), ("ma_ho_so", "record_id"), ("so_ho_khau", "unit"),
            ("Họ / Surname", "surname"), ("Tên / Given name", "given_name"),
            ("Apellidos / Surname", "surname"), ("Nombres / Given names", "given_name"),
            ("First and last name", "full_name"), ("Last name, first name", "full_name"),
        ]
    )
    func bilingualNames(header: String, role: String) {
        #expect(said(header) == role)
    }

    @Test(
        "birth and sex are known in many languages",
        arguments: [
            (
                "birth_date",
                "dob ngày_sinh ngay_sinh Geburtsdatum fecha_nacimiento fecha_de_nacimiento date_naissance"
            ),
            (
                "birth_date",
                "data_urodzenia doğum_tarihi tanggal_lahir tgl_lahir tarikh_lahir data_di_nascita"
            ),
            (
                "birth_date",
                "data_de_nascimento geboortedatum fødselsdato дата_рождения 生年月日 생년월일 วันเกิด brth_dt"
            ),
            (
                "birth_date",
                "date_of_birth birthdate BirthDate dateofbirth fec_nac 出生日期 petsa_ng_kapanganakan birth"
            ),
            ("birth_date", "patient_dob ngày_tháng_năm_sinh 出生年月日 birthday"),
            (
                "birth_year",
                "birth_yr anio_nacimiento año_nacimiento ano_nacimiento año_de_nacimiento dob_yy yob by"
            ),
            (
                "birth_year",
                "Geburtsjahr année_naissance rok_urodzenia doğum_yılı tahun_lahir năm_sinh geboortejaar"
            ),
            (
                "birth_year",
                "year_of_birth yearofbirth birthyear anno_di_nascita год_рождения 出生年 生年 byear dob_yyyy"
            ),
            (
                "birth_month",
                "dob_mon birth_month dob_mm mes_nacimiento bm Geburtsmonat tháng_sinh 出生月 brth_mth"
            ),
            ("birth_day", "dob_dd birth_day day_of_birth dia_nacimiento bd 出生日"),
            (
                "sex",
                "sex gender sex_cd giới_tính gioi_tinh Geschlecht sexo płeć cinsiyet jenis_kelamin jantina пол"
            ),
            ("sex", "性別 性别 성별 เพศ geslacht sesso gndr patient_sex 性別_Sex M/F kasarian sex_code"),
            (
                "category",
                "mother_tongue lengua_materna Muttersprache 母語 birth_place place_of_birth lugar_nacimiento"
            ),
            ("category", "doğum_yeri miejsce_urodzenia native_language marital_status"),
            ("national_id", "hkid nik pesel 身份證號碼 NHS_number tc_kimlik_no cccd no_ktp"),
            ("record_id", "expediente folio rec_id unique_id"),
            ("phone", "phone contact_phone mobile_no no_hp telemóvel 電話號碼 daytime_phone"),
            ("address", "address alamat địa_chỉ morada 住址 adres"),
            ("postcode", "postcode kod_pocztowy kode_pos zip"),
            ("date", "date_of_death registration_date date_of_admission fecha_registro"),
        ]
    )
    func births(role: String, headers: String) {
        for header in headers.split(separator: " ") { #expect(said(String(header)) == role, "\(header)") }
    }

    @Test(
        "columns of others are others'",
        arguments: [
            (
                "mother",
                "mother_surname surname_of_mother mothers_name Mother's_name Mutter_Vorname nombre_madre"
            ),
            ("mother", "nombre_de_la_madre apellido_madre nom_mère 母親姓名 母姓名 母亲姓名 mother_dob mothername"),
            (
                "mother",
                "anne_adı imię_matki nama_ibu họ_tên_mẹ matka_nazwisko nome_da_mãe nome_della_madre мать_фио"
            ),
            (
                "mother",
                "maternal_dob maternal_age mother_maiden_name anyja_neve 母の氏名 moeder_naam nama_ibu_kandung"
            ),
            (
                "father",
                "father_name apellido_padre apellido_del_padre père_nom Vater 父親姓名 imię_ojca baba_adı S/O"
            ),
            (
                "father",
                "nome_do_pai vader_naam nama_ayah name_of_father father_birth_year paternal_dob 父亲出生日期"
            ),
            ("parent", "parent_name parent1_surname 家長姓名 保護者氏名 parents_phone"),
            (
                "spouse",
                "spouse_name spouse_dob 配偶姓名 wife_name husband_surname partner_first_name Ehepartner_Name"
            ),
            ("spouse", "nombre_conyuge nom_conjoint eş_adı nama_pasangan nome_coniuge"),
            ("guardian", "guardian_name nama_wali 監護人姓名 tutor_nombre guardian_relationship"),
            ("relative", "nok_phone next_of_kin next_of_kin_name nok_name sibling_name"),
            ("emergency contact", "emergency_contact_name emergency_phone 緊急聯絡人姓名 contact_person"),
            ("contact", "contact_name contact_surname"),
            ("informant", "informant_name informant_surname declarante_nombre 申報人姓名"),
            ("employer", "employer_name employer_address Arbeitgeber 僱主名稱 company_name"),
            (
                "household head",
                "household_head_name head_of_household hh_head_surname 戶主姓名 nombre_jefe_hogar"
            ),
            ("doctor", "doctor_name gp_name doctor_surname attending_physician 醫生姓名 midwife_name"),
            ("hospital", "hospital hospital_name 醫院名稱 clinic_name hosp_address"),
            ("official", "registrar registrar_name witness_name registrar_surname"),
            ("child", "child_surname baby_dob child_name hijo_nombre"),
            ("school", "school_name teacher_name"),
        ]
    )
    func parties(label: String, headers: String) {
        for header in headers.split(separator: " ") {
            #expect(HeaderVocabulary.reading(of: String(header))?.party?.label == label, "\(header)")
        }
    }

    @Test("what is the person's own stays so beside words of kin")
    func own() {
        for header in [
            "mother_tongue", "maiden_name", "relationship_to_head", "contact_phone", "school_id",
            "apellido_materno",
            "home_phone", "marital_status", "number_of_children", "母語", "family_name", "family_id",
        ] {
            #expect(HeaderVocabulary.reading(of: header)?.party == nil, "\(header)")
        }
    }

    @Test("headers that say nothing of a person say nothing")
    func nothing() {
        for header in ["q1", "x", "b", "col_17", "foo_bar", "m", "s", "no", "last_seen_by"] {
            #expect(said(header) == "nothing", "\(header)")
        }
    }
}
