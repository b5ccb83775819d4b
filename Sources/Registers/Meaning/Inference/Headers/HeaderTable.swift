import Columns

/// Headers by role that no composition of words tells; words of one header are joined by `_`.
enum HeaderTable {
    /// The roles of headers.
    static let roles: [String: Role] = {
        var roles: [String: Role] = [:]
        for (role, headers) in table {
            for header in headers.split(whereSeparator: \.isWhitespace) {
                let words = HeaderWords.words(String(header))
                for name in [words.joined(separator: "_"), words.joined()] where roles[name] == nil {
                    roles[name] = role
                }
            }
        }
        return roles
    }()

    private static let table: [(Role, String)] = [
        (
            .ignore,
            """
            person_id personid person_key entity_id entity cluster cluster_id clusterid true_id truth truth_id \
            true_match_id true_person_id ent_id match_id group_id is_match is_duplicate duplicate_of \
            ground_truth true_cluster gold gold_id synthetic is_synthetic
            """
        ),
        (
            .recordID,
            """
            rec_id recid record_id recordid record_no record_number record_key unique_id uniqueid uid uuid id \
            row_id rowid row_no row_number row key pk primary_key serial serial_no serial_number datensatz_id \
            datensatz datensatznummer lfd_nr id_registro identifiant num_enregistrement numero_registro \
            source_id expediente no_expediente num_expediente numero_expediente folio dossier num_dossier \
            no_dossier matricule aktenzeichen processo num_processo numero_processo prontuario file_no file_number \
            registration_no registration_number ref_no refno reference_no reference_number ma_so so_ho_so ma_ho_so stt \
            no_registrasi no_reg no_rekam_medis kayit_no sira_no numer_akt nr_akt 編號 编号 記錄編號 記錄号 序號 序号 \
            檔案編號 個案編號 管理番号 整理番号 番号 일련번호 관리번호 เลขที่
            """
        ),
        (.fullName, "complete_name person_name holder_name alias_name 英文姓名 英文名稱 成員姓名 ชื่อสกุล"),
        (.hanName, "han_name name_c cname 姓名 中文姓名 中文名 中文名稱 中文名字 漢字氏名 氏名漢字"),
        (.birthDate, "出生年月"),
        (.birthYear, "by"),
        (.birthMonth, "bm"),
        (.birthDay, "bd"),
        (
            .nationalID,
            """
            hkid hkid_no hkic hkic_no hk_id hong_kong_id hkid_number hong_kong_identity_card soc_sec_id ssn sin \
            social_security_number social_security_no social_security soc_sec nhs_number nhs_no nhs nino \
            national_insurance_number national_id nationalid national_id_number nid id_card id_card_no \
            id_card_number identity_card identity_card_no identity_no identity_number idno id_no id_number nric \
            personnummer cpr medicare medicare_no medicare_number tax_id tin tfn passport passport_no \
            passport_number ausweisnummer personalausweis sozialversicherungsnummer svnr steuer_id dni nie nif \
            curp cpf numero_securite_sociale nir num_secu secu nik no_ktp ktp no_kp no_ic mykad kad_pengenalan \
            no_kad_pengenalan pesel bsn codice_fiscale cod_fiscale tc_kimlik_no tc_kimlik kimlik_no tckn cccd cmnd \
            so_cmnd so_cccd cedula cedula_identidad no_cedula cuil ahv ahv_nr ahv_nummer personnr \
            fodselsnummer henkilotunnus cnp rodne_cislo egn oib jmbg snils aadhaar aadhar pan_no philsys umid \
            umid_no sss_no documento_identidad num_documento numero_documento documento \
            身份證號碼 身份證 身份證號 身份证号码 身份证号 身份证 香港身份證號碼 香港身份證 身分證字號 身分證 \
            統一編號 주민등록번호 เลขบัตรประชาชน เลขประจำตัวประชาชน
            """
        ),
        (
            .phone,
            """
            phone phone_no phone_number phones telephone tel tel_no telephone_no telephone_number mobile mobile_no \
            mobile_number mobile_phone cell cell_phone cellphone contact_no contact_number telefon telefonnummer \
            handy mobil telefono movil portable telefone ph ph_no mob_no telnr tel_nr telefoonnummer telefoon \
            telemovel celular celulare cellulare fono no_hp hp no_telp telp no_telepon telepon no_telefon \
            telefon_no cep_telefonu gsm so_dien_thoai dien_thoai sdt telepono nr_telefonu numer_telefonu telefonni_cislo \
            telefonszam telefonnumero telefono_movil num_tel numero_telephone телефон الهاتف 電話 电话 電話號碼 \
            电话号码 手機 手机 手提電話 聯絡電話 电话号 電話番号 携帯電話 전화번호 전화 휴대폰 연락처 โทรศัพท์ เบอร์โทร
            """
        ),
        (
            .email,
            """
            email e_mail mail email_address e_mail_address emailaddress correo correo_electronico courriel \
            eposta e_posta surel mail_address thu_dien_tu 電郵 电邮 電郵地址 電子郵件 电子邮件 邮箱 メール 이메일 อีเมล
            """
        ),
        (
            .address,
            """
            address addr add1 full_address residential_address home_address postal_address address_line \
            street_address adresse anschrift direccion domicilio indirizzo endereco morada adres adresi alamat \
            alamat_rumah dia_chi tirahan adresa lakcim osoite adress адрес العنوان διευθυνση address_en address_zh \
            english_address chinese_address 地址 住址 居住地址 通訊地址 英文地址 中文地址 住所 주소 ที่อยู่
            """
        ),
        (
            .unit,
            """
            unit unit_no unit_number flat flat_no flat_number apartment apartment_no apt apt_no room room_no suite \
            wohnung wohnungsnummer appartement piso_puerta daire daire_no so_ho_khau 單位 室 dwelling_id quarters_id \
            household_id hh_id address_id uprn unit_id
            """
        ),
        (.floor, "floor floor_no floor_number level storey stockwerk etage piso andar piano 樓層 楼层 樓"),
        (
            .building,
            """
            building building_name block block_no block_name house_name estate estate_name property_name premises \
            gebaude batiment edificio edificio_nome 大廈 大廈名稱 屋苑 屋邨 座 building_id bldg_id block_id estate_id \
            building_code building_key premises_id property_id
            """
        ),
        (
            .streetNumber,
            """
            street_number street_no streetnumber house_number house_no house_num housenumber street_num st_no \
            number_street hausnummer hausnr haus_nr numero_rue numero_calle no_rue building_number building_no \
            huisnummer huisnr numero_civico civico nr_domu numer_domu kapi_no no_rumah so_nha 門牌
            """
        ),
        (
            .street,
            """
            street street_name streetname road road_name strasse str rue calle via rua straat straatnaam ulica \
            sokak cadde jalan duong pho gata gate utca улица 街道 街
            """
        ),
        (
            .locality,
            """
            suburb city town locality village municipality place_of_residence place sub_area subarea area stadt \
            ort wohnort gemeinde ville commune ciudad municipio localidad poblacion citta cidade residence_city \
            city_name town_name localidade comune woonplaats plaats gemeente miejscowosc miasto sehir kota \
            kelurahan desa xa phuong thanh_pho lungsod barangay mesto obec varos by_navn город 城市 鎮 市 市区町村
            """
        ),
        (
            .district,
            """
            district district_name district_code county borough ward ward_code ward_name kreis landkreis bezirk \
            arrondissement departement comarca distrito concelho freguesia powiat gmina ilce kecamatan kabupaten \
            daerah quan huyen okres kaupunginosa council dcca 地區 地区 區 区 區議會 อำเภอ
            """
        ),
        (
            .region,
            """
            region state province state_code land bundesland kanton canton estado provincia regione provincie \
            wojewodztwo il_adi propinsi provinsi negeri tinh kraj fylke 省 州 省份 都道府県 จังหวัด
            """
        ),
        (
            .postcode,
            """
            postcode post_code postal_code postalcode zip zip_code zipcode plz postleitzahl code_postal cp \
            codigo_postal cap cep pcode postcode_fake cod_postal kod_pocztowy posta_kodu kode_pos kodepos poskod \
            ma_buu_dien psc iranyitoszam postnr postnummer postinumero индекс 郵編 邮编 郵政編碼 邮政编码 郵便番号 \
            郵遞區號 우편번호 รหัสไปรษณีย์
            """
        ),
        (
            .country,
            "country country_name country_code nation staat pays pais paese land_name ulke negara kraj_nazwa 國家 国家"
        ),
        (.latitude, "latitude lat y_coord"),
        (.longitude, "longitude long lon lng x_coord"),
        (
            .identifier,
            """
            school_id employer_id account_no account_number case_no case_number family_id hospital_id \
            hospital_no hospital_number hosp_no
            """
        ),
        (
            .category,
            """
            nationality marital_status marital ethnicity ethnic_group race religion occupation language \
            education relationship status title salutation anrede familienstand staatsangehorigkeit birth_place \
            place_of_birth birthplace country_of_birth tenure nacionalidad nationalite estado_civil etat_civil \
            stato_civile burgerlijke_staat profession profesion beruf kewarganegaraan agama quoc_tich dan_toc \
            國籍 婚姻狀況 職業 국적 직업 籍貫 民族
            """
        ),
        (
            .date,
            """
            date date_of_death death_date dod registration_date date_registered admission_date discharge_date \
            arrival_date departure_date event_date start_date end_date entry_date visit_date created_at updated_at \
            last_updated datum fecha 日期 登記日期
            """
        ),
        (.number, "income salary rent amount weight height count score value einkommen 收入"),
        (
            .age,
            """
            age age_years age_in_years years_of_age current_age alter edad eta idade leeftijd alder umur usia tuoi \
            wiek yas vek возраст العمر 年齡 年歲 歲數 나이 연령 อายุ
            """
        ),
        (
            .text,
            "username user_name login file_name note notes remark remarks comment comments description bemerkung 備註 备注"
        ),
    ]
}
