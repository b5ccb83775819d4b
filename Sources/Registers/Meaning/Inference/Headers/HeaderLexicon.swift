/// What one word of a header speaks of; several together make a role.
enum HeaderConcept: Hashable {
    /// Names: `surname`, `forename`; words that are a part of a name only beside another word for names
    /// (`family`, `last`, `first`); and words that mean a part beside its counterpart and else the whole name
    /// (`nombre`, `nom`).
    case surname, given, middle, name, whole, family, last, first, second, givenWord
    case givenOrWhole, surnameOrWhole
    case maiden, paternal, maternal, han, latin
    /// Birth and other events.
    case birth, birthDate, birthYear, birthMonth, birthDay, event
    case date, year, month, day, dayOrDate
    case sex, language, place, number
    /// Words that say nothing of what a column holds.
    case and, link, qualifier
}

/// The words of headers in many languages.
///
/// Words of one phrase are joined by `_`; letters stand without diacritics, as in ``HeaderWords``.
enum HeaderLexicon {
    /// What words and phrases speak of.
    static let concepts: [String: HeaderConcept] = {
        var concepts: [String: HeaderConcept] = [:]
        for (concept, text) in table {
            for entry in text.split(whereSeparator: \.isWhitespace) {
                let words = HeaderWords.words(String(entry))
                for name in [words.joined(separator: "_"), words.joined()] where concepts[name] == nil {
                    concepts[name] = concept
                }
            }
        }
        return concepts
    }()

    /// The most words of a phrase.
    static let longestPhrase = 4

    private static let table: [(HeaderConcept, String)] = [
        (
            .surname,
            """
            surname surnames sname snm surnm surn lname lnm lstnm lastname lastnames familyname \
            sur_name sn ln l_name nachname nachnamen familienname familiennamen zuname nom_patronymique \
            apellido apellidos apelido apelidos apelyido cognome cognomi sobrenome sobrenomes achternaam \
            achternamen nazwisko nazwiska soyad soyadi soyisim soyismi efternamn efternavn etternavn sukunimi \
            prijmeni priezvisko prezime vezeteknev csaladnev familiya familija ho nama_akhir фамилия фамилии \
            прізвище επωνυμο اللقب لقب اسم_العائلة 姓 氏 姓氏 苗字 성 성씨 นามสกุล สกุล \
            pavarde uzvards perekonnanimi jina_la_ukoo उपनाम कुलनाम পদবি পদবী নামের_শেষাংশ \
            نام_خانوادگی خاندانی_نام שם_משפחה
            """
        ),
        (
            .given,
            """
            givenname givennames gname gnm givnm firstname firstnames fname fnm frstnm fstnm f_name fn gn \
            forename forenames fore_name fornm christianname vorname vornamen rufname prenom prenoms voornaam \
            voornamen roepnaam imie imiona fornamn fornavn etunimi etunimet krestni_jmeno prenume keresztnev \
            utonev nama_depan имя имени ονομα ім'я 名 名字 英文名 ชื่อตัว \
            vardas vards eesnimi jina_la_kwanza שם_פרטי اسم_الأول الاسم_الأول
            """
        ),
        (
            .middle,
            """
            middle middlename mname midname m_name mid mi initial_middle tussennaam otchestvo patronymic отчество \
            segundo_nombre second_name deuxieme_prenom zweiter_vorname gitnang_pangalan ten_dem chu_lot \
            ikinci_ad ชื่อกลาง
            """
        ),
        (
            .name,
            """
            name names nm naam nama navn namn nimi isim ismi ism pangalan nev fio fullname fullnm flname \
            фио 氏名 名前 성명 이름 성함 नाम पूरा_नाम নাম পূর্ণ_নাম نام الاسم اسم ονοματεπωνυμο שם ชื่อสกุล jina jina_kamili ชื่อนามสกุล
            """
        ),
        (
            .whole,
            """
            full whole complete completo completa completos completas vollstandig vollstandiger voll complet \
            complets lengkap penuh volledige volledig pelne buong polnoe полное teljes
            """
        ),
        (.family, "family famille familia familien keluarga famiglia familie aile rodzinne"),
        (.last, "last belakang akhir ultimo letzter huling"),
        (.first, "first primer primero primera premier erster erste depan ilk pertama pila unang"),
        (
            .second,
            "second segundo segunda deuxieme zweiter zweite secondo seconda kedua ikinci ikalawang drugie"
        ),
        (.givenWord, "given givn christian fore vor"),
        (.givenOrWhole, "nombre nombres nome nomes ten ad adi imya ime jmeno meno ชื่อ"),
        (.surnameOrWhole, "nom noms nume"),
        (
            .maiden,
            """
            maiden girlhood nee jeune_fille soltera soltero solteira nubile panienskie rodowe madchen \
            madchenname geburtsname meisjesnaam kizlik devichya девичья rodne
            """
        ),
        (.paternal, "paterno paterna paternal paterni vaterlicherseits"),
        (.maternal, "materno materna maternal materni mutterlicherseits"),
        (.han, "chinese chi chn zh han hanzi kanji 中文 漢字 zhongwen tc sc"),
        (.latin, "english eng en latin roman romanised romanized romaji pinyin alphabetic 英文"),
        (
            .birth,
            """
            birth born brth brt bth birthd nacimiento nac nacim naissance naiss geburt geburts geb geboorte \
            geboren nascimento nasc nascita urodzenia urodz ur dogum dogumu lahir kelahiran sinh kapanganakan \
            fodsels fodelse fodt syntyma narozeni narodenia nasterii rozhdeniya rozhdenia рождения \
            народження szuletesi szuletes gimimo gim dzimsanas sunniaeg sunni kuzaliwa जन्म জন্ম تولد پیدائش לידה rodjenja rodenja milad الميلاد γεννησης 出生 誕生 출생 เกิด
            """
        ),
        (
            .birthDate,
            """
            dob d_o_b birthdate birthdt birthday bdate bdt geburtsdatum geburtstag gebdatum gebdat fecnac \
            fechanac geboortedatum gebdat fodselsdato fodselsdag fodelsedatum fodelsedag syntymaaika kaarawan \
            compleanno aniversario ddn dtnasc dtnac tgllahir 出生日期 生日 出生年月日 生年月日 誕生日 생년월일 \
            출생일 출생일자 생일 วันเกิด วันเดือนปีเกิด
            """
        ),
        (
            .birthYear,
            """
            yob birthyear byear byr b_year geburtsjahr gebjahr geboortejaar fodselsar fodelsear \
            syntymavuosi 出生年 出生年份 生年 출생연도 출생년도 출생년 ปีเกิด
            """
        ),
        (
            .birthMonth,
            """
            mob birthmonth bmonth bmon bmth b_month geburtsmonat gebmonat geboortemaand 出生月 出生月份 \
            출생월 เดือนเกิด
            """
        ),
        (.birthDay, "birth_day bday b_day birthday_day gebtag geboortedag 出生日"),
        (
            .event,
            """
            death died dod deceased decease registration registered reg admission admitted discharge visit \
            arrival arrived departure marriage married divorce issue issued expiry expires entry exit enrolment \
            enrollment start end event created updated update upd crt modified begin closed opened seen last_seen \
            tod sterbe todes defuncion deces obito morte zgonu registro inscripcion alta ingreso 登記 死亡
            """
        ),
        (
            .date,
            """
            date dat dt dte datum dato data fecha fec fch tanggal tgl tarikh tarih tarihi petsa дата paivamaara \
            pvm تاريخ ημερομηνια tarehe datums kuupaev तिथि तारीख তারিখ تاریخ תאריך 日期 날짜 วันที่
            """
        ),
        (
            .year,
            """
            year yr yrs yy yyyy y jahr ano anos anio anyo a_o annee anno jaar rok roku god goda год года рік \
            tahun thn nam taon ar yil yili vuosi 年 年份 年度 سنة 년 연도 ปี
            """
        ),
        (
            .month,
            """
            month mon mm mth mnth mo m monat mes mois mese maand miesiac ay ayi bulan bln thang buwan maned \
            manad kuukausi mesyats месяц 月 月份 شهر 월 เดือน
            """
        ),
        (.day, "day dd dy d tag dia jour giorno dag dzien gun gunu hari araw paiva день 日 يوم 일"),
        (.dayOrDate, "ngay"),
        (
            .sex,
            """
            sex sx gender gndr gend geschlecht geschl sexe sexo genre genero sesso geslacht plec cinsiyet \
            cinsiyeti jantina jenis_kelamin kelamin kasarian kon kjonn sukupuoli pohlavi pohlavie pol spol пол \
            стать gioi_tinh gioi phai jins الجنس φυλο neme lytis dzimums sugu jinsia लिंग লিঙ্গ جنسیت جنس מין male female m_f m_or_f mf 性別 성별 เพศ
            """
        ),
        (
            .language,
            """
            tongue language lang lengua langue sprache muttersprache idioma lingua taal moedertaal jezyk dil \
            anadil anadili bahasa wika yazyk sprak 語言 語 母語 언어 ภาษา
            """
        ),
        (
            .place,
            """
            place country town city ort land lugar pais lieu pays luogo paese stadt ciudad ville comune \
            localidade miejsce kraj yer yeri tempat negeri negara noi hely sted plats location province state \
            district nation provincia departamento municipio mesto место 地點 地 國家 國 地方 장소 สถานที่
            """
        ),
        (.number, "no num nr number nbr numero nmbr nomor nombor numer num"),
        (.and, "and und et y e i ve dan va og och en"),
        (
            .link,
            "of the de del della di da do dos das der des du la le les el s at on in zum von per la ya का की के ng"
        ),
        (
            .qualifier,
            """
            patient pat patients client clients customer applicant member person persons resident respondent \
            student pupil holder voter tenant employee staff insured beneficiary subject participant citizen \
            taxpayer claimant inmate user current present new latest \
            home residential res registered usual primary main clean cleaned std standardised standardized raw \
            orig original field col column txt str code cd c contact postal mailing legal official lgl reg \
            prsn pers cust appl ind individual own self value val text char is 申請人 病人 本人
            """
        ),
    ]
}
