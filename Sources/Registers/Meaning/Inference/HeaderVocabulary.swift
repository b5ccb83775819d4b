import Columns

/// What column headers mean, in several languages.
enum HeaderVocabulary {
    /// Headers by role; words of one header are joined by `_`.
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
            source_id 編號 记录编号 記錄編號 序號 序号
            """
        ),
        (
            .fullName,
            """
            name full_name fullname person_name complete_name english_name name_en name_eng name_english eng_name \
            patient_name client_name customer_name holder_name legal_name nombre_completo nom_complet \
            vollstandiger_name nom_et_prenom nombre_y_apellidos apellidos_y_nombre alias_name 英文姓名 英文名稱
            """
        ),
        (
            .givenName,
            """
            given_name givenname given_names first_name firstname first_names forename forenames forename1 fname \
            gname given first fore_name christian_name vorname vornamen rufname prenom prenoms nombre nombres \
            nombre_pila primer_nombre nome given_name_en gn fn f_name 名 名字 英文名 english_given_name
            """
        ),
        (
            .middleName,
            "middle_name middlename middle_names mname middle second_name segundo_nombre mi middle_initial"
        ),
        (
            .surname,
            """
            surname surnames sur_name last_name lastname last_names family_name familyname lname sname last family \
            nachname familienname zuname nom nom_famille nom_de_famille apellido apellidos primer_apellido \
            cognome sobrenome sn ln l_name 姓 姓氏 英文姓 surname_en maiden_name birth_name geburtsname
            """
        ),
        (
            .hanName,
            """
            han_name chinese_name name_zh name_chi name_chinese name_ch name_cn chi_name cname name_tc name_sc \
            zh_name name_c 姓名 中文姓名 中文名 中文名稱 中文名字
            """
        ),
        (
            .birthDate,
            """
            dob d_o_b birth_date birthdate date_of_birth dateofbirth birth birthday bdate birth_dt date_birth \
            date_naissance date_de_naissance naissance geburtsdatum geburtstag geb_datum gebdat geb_dat gebdatum \
            fecha_nacimiento fecha_de_nacimiento fec_nac fecnac nacimiento data_nascimento data_di_nascita \
            出生日期 生日 出生年月日 出生
            """
        ),
        (
            .birthYear,
            """
            by birth_year birthyear year_of_birth yob yearofbirth dob_year dob_y dob_yyyy geburtsjahr geb_jahr \
            annee_naissance annee_de_naissance ano_nacimiento ano_de_nacimiento year_birth b_year 出生年 出生年份
            """
        ),
        (
            .birthMonth,
            """
            bm birth_month birthmonth month_of_birth mob dob_month dob_m dob_mm geburtsmonat geb_monat \
            mois_naissance mois_de_naissance mes_nacimiento mes_de_nacimiento month_birth b_month 出生月 出生月份
            """
        ),
        (
            .birthDay,
            """
            bd birth_day birthday_day day_of_birth dob_day dob_d dob_dd geb_tag jour_naissance \
            jour_de_naissance dia_nacimiento dia_de_nacimiento day_birth b_day 出生日
            """
        ),
        (.sex, "sex gender geschlecht sexe sexo genre genero sesso sex_code gender_code male female 性別 性别"),
        (
            .nationalID,
            """
            hkid hkid_no hkic hkic_no hk_id hong_kong_id hkid_number hong_kong_identity_card soc_sec_id ssn sin \
            social_security_number social_security_no social_security soc_sec nhs_number nhs_no nhs nino \
            national_insurance_number national_id nationalid national_id_number nid id_card id_card_no \
            id_card_number identity_card identity_card_no identity_no identity_number idno id_no id_number nric \
            personnummer cpr medicare medicare_no medicare_number tax_id tin tfn passport passport_no \
            passport_number ausweisnummer personalausweis sozialversicherungsnummer svnr steuer_id dni nie nif \
            curp cpf numero_securite_sociale nir num_secu secu 身份證號碼 身份證 身份證號 身份证号码 身份证号 \
            身份证 香港身份證號碼 香港身份證
            """
        ),
        (
            .phone,
            """
            phone phone_no phone_number telephone tel tel_no telephone_no telephone_number mobile mobile_no \
            mobile_number mobile_phone cell cell_phone cellphone contact_no contact_number telefon telefonnummer \
            handy mobil telefono movil portable telefone 電話 电话 電話號碼 手機 手机 手提電話
            """
        ),
        (
            .email,
            "email e_mail mail email_address e_mail_address emailaddress correo correo_electronico courriel 電郵 电邮 電郵地址"
        ),
        (
            .address,
            """
            address addr full_address residential_address home_address postal_address address_line street_address \
            adresse anschrift direccion domicilio indirizzo endereco address_en address_zh english_address \
            chinese_address 地址 住址 居住地址 通訊地址 英文地址 中文地址
            """
        ),
        (
            .unit,
            """
            unit unit_no unit_number flat flat_no flat_number apartment apartment_no apt apt_no room room_no suite \
            wohnung wohnungsnummer appartement piso_puerta 單位 室 dwelling_id quarters_id household_id hh_id \
            address_id uprn unit_id
            """
        ),
        (.floor, "floor floor_no floor_number level storey stockwerk etage piso 樓層 楼层 樓"),
        (
            .building,
            """
            building building_name block block_no block_name house_name estate estate_name property_name premises \
            gebaude batiment edificio 大廈 大廈名稱 屋苑 屋邨 座 building_id bldg_id block_id estate_id \
            building_code building_key premises_id property_id
            """
        ),
        (
            .streetNumber,
            """
            street_number street_no streetnumber house_number house_no house_num housenumber street_num st_no \
            number_street hausnummer hausnr haus_nr numero_rue numero_calle no_rue building_number building_no 門牌
            """
        ),
        (.street, "street street_name streetname road road_name strasse str rue calle via rua 街道 街"),
        (
            .locality,
            """
            suburb city town locality village municipality place_of_residence place sub_area subarea area stadt \
            ort wohnort gemeinde ville commune ciudad municipio localidad poblacion citta cidade residence_city \
            city_name town_name 城市 鎮 市
            """
        ),
        (
            .district,
            """
            district district_name district_code county borough kreis landkreis bezirk arrondissement departement \
            comarca distrito council dcca 地區 地区 區 区 區議會
            """
        ),
        (
            .region,
            "region state province state_code land bundesland kanton canton estado provincia regione 省 州 省份"
        ),
        (
            .postcode,
            """
            postcode post_code postal_code postalcode zip zip_code zipcode plz postleitzahl code_postal cp \
            codigo_postal cap cep pcode postcode_fake 郵編 邮编 郵政編碼 邮政编码
            """
        ),
        (.country, "country country_name country_code nation staat pays pais paese land_name 國家 国家"),
        (.latitude, "latitude lat y_coord"),
        (.longitude, "longitude long lon lng x_coord"),
        (
            .identifier,
            """
            school_id employer_id account_no account_number case_no case_number family_id hospital_id
            """
        ),
        (
            .category,
            """
            nationality marital_status marital ethnicity ethnic_group race religion occupation language \
            education relationship status title salutation anrede familienstand staatsangehorigkeit birth_place \
            place_of_birth birthplace country_of_birth tenure 國籍 婚姻狀況 職業
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
        (
            .number,
            "income salary rent amount weight height count score value einkommen 收入"
        ),
        (
            .age,
            """
            age age_years age_in_years years_of_age current_age alter edad eta idade leeftijd alder umur tuoi 年齡 \
            年龄 年歲 歲數 岁数
            """
        ),
        (.text, "note notes remark remarks comment comments description bemerkung 備註 备注"),
    ]

    private static let roles: [String: Role] = {
        var roles: [String: Role] = [:]
        for (role, headers) in table {
            for header in headers.split(separator: " ") where roles[String(header)] == nil {
                roles[String(header)] = role
            }
        }
        return roles
    }()

    /// Words that say whose, which or how, and leave the meaning of a column as it is.
    private static let qualifiers: Set<String> = [
        "patient", "client", "customer", "applicant", "member", "person", "resident", "respondent", "student",
        "child", "holder", "voter", "tenant", "employee", "insured", "current", "present", "home",
        "residential",
        "res", "registered", "usual", "primary", "main", "clean", "cleaned", "std", "raw", "orig", "original",
        "en", "eng", "english", "field", "col", "column", "txt", "str", "code", "cd", "dt", "of", "the", "de",
        "der", "des", "contact", "postal", "mailing", "legal", "official", "subject", "pat", "reg",
    ]

    /// What a header says, and how surely.
    static func role(of header: String) -> (role: Role, confidence: Double, matched: String)? {
        let words = HeaderWords.words(header)
        if words.isEmpty { return nil }
        if let found = look(words) { return (found.role, 0.97, found.name) }
        let numbered = HeaderWords.numbering(words)
        if numbered.number != nil, let found = look(numbered.words) { return (found.role, 0.95, found.name) }
        let bare = numbered.words.filter { !qualifiers.contains($0) }
        if !bare.isEmpty, bare.count < numbered.words.count, let found = look(bare) {
            return (found.role, 0.85, found.name)
        }
        if let found = insideHan(header) { return (found.role, 0.8, found.name) }
        // The last two words, then the last, carry the meaning in English: “emergency contact phone”.
        if bare.count > 2, let found = look(Array(bare.suffix(2))) { return (found.role, 0.7, found.name) }
        if bare.count > 1, let last = bare.last, let role = roles[last], role != .recordID {
            return (role, 0.6, last)
        }
        return nil
    }

    /// Whether a header names the code of a thing, not the thing.
    static func isCode(_ header: String) -> Bool {
        guard let last = HeaderWords.numbering(HeaderWords.words(header)).words.last else { return false }
        return ["id", "code", "key", "uprn"].contains(last)
    }

    private static func look(_ words: [String]) -> (role: Role, name: String)? {
        for name in [words.joined(separator: "_"), words.joined()] {
            if let role = roles[name] { return (role, name) }
        }
        return nil
    }

    /// The longest known Chinese word inside a header such as “申請人中文姓名”.
    private static func insideHan(_ header: String) -> (role: Role, name: String)? {
        guard header.unicodeScalars.contains(where: { UTF8Reading.isHan($0.value) }) else { return nil }
        var best: (role: Role, name: String)?
        for (role, headers) in table {
            for name in headers.split(separator: " ") where name.utf8.first.map({ $0 >= 0x80 }) == true {
                let isLonger = name.utf8.count > (best?.name.utf8.count ?? 3)
                if isLonger, contains(header, String(name)) { best = (role, String(name)) }
            }
        }
        return best
    }

    private static func contains(_ text: String, _ part: String) -> Bool {
        let text = Array(text.utf8)
        let part = Array(part.utf8)
        if part.count > text.count { return false }
        return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
    }
}
