/// Somebody beside the person of whom a header may speak.
struct HeaderParty: Hashable, Sendable {
    enum Kind: Sendable {
        /// Kin, and whoever else a record names beside its person.
        case relation
        /// Those who took part in an event by their office: doctor, registrar, witness.
        case official
        /// Where the person works, learns or is treated.
        case organisation
        /// The person of a birth, or the child of one: the other columns tell.
        case child
        /// One of a couple, both of whom a record is about.
        case couple
    }

    let kind: Kind
    /// The party in English, for reasons and notices.
    let label: String
}

/// The words of headers by which a column is somebody else's.
enum HeaderParties {
    /// The party that words speak of, and the words that remain.
    ///
    /// `mother_tongue` is the person's language, `apellido_materno` the person's surname, `contact_phone` the
    /// person's telephone: words that are the person's own in such company are no party.
    static func find(_ words: [String]) -> (party: HeaderParty, rest: [String])? {
        if words.contains(where: { HeaderLexicon.concepts[$0] == .language }) { return nil }
        if own.contains(words.joined(separator: "_")) { return nil }
        if let found = phrase(words) ?? numbered(words) {
            return isRelationship(words, found.party) ? nil : found
        }
        return insideUnspaced(words) ?? contact(words)
    }

    /// The longest phrase that is a party's.
    private static func phrase(_ words: [String]) -> (party: HeaderParty, rest: [String])? {
        for length in stride(from: min(HeaderLexicon.longestPhrase, words.count), through: 1, by: -1) {
            for start in 0...(words.count - length) {
                let phrase = words[start..<(start + length)].joined(separator: "_")
                let rest = Array(words[..<start] + words[(start + length)...])
                guard let party = parties[phrase] ?? plural(phrase) ?? side(phrase, rest) else { continue }
                if needsMatter(phrase), !rest.contains(where: isMatter) { continue }
                return (party, rest)
            }
        }
        return nil
    }

    /// One of several that are counted: `parent1_surname`, `child2_dob`.
    private static func numbered(_ words: [String]) -> (party: HeaderParty, rest: [String])? {
        let bare = words.map { word in
            let digits = word.reversed().prefix { $0.isASCII && $0.isNumber }.count
            let stem = String(word.dropLast(digits))
            return digits > 0 && digits <= 2 && parties[stem] != nil ? stem : word
        }
        return bare == words ? nil : phrase(bare)
    }

    /// Whether a word is too short to be a party where nothing beside it tells of a person.
    private static func needsMatter(_ word: String) -> Bool {
        word.utf8.count <= 3 && !word.contains("_")
            && !["nok", "kin", "dad", "mum", "mom", "mae", "mmn"].contains(word)
    }

    private static func isMatter(_ word: String) -> Bool {
        switch HeaderLexicon.concepts[word] {
        case nil, .and, .link, .qualifier, .number, .place, .event, .date, .year, .month, .day: false
        default: true
        }
    }

    /// Whether a header says how the person is related to the head of the household.
    private static func isRelationship(_ words: [String], _ party: HeaderParty) -> Bool {
        party.label == "household head"
            && words.contains { ["relationship", "relation", "rel", "parentesco", "lien"].contains($0) }
    }

    /// Whether a word alone is a party's.
    static func isParty(_ word: String) -> Bool { parties[word] != nil }

    /// `mothers_name`, and `mothers` where the apostrophe was lost.
    private static func plural(_ word: String) -> HeaderParty? {
        word.count > 4 && word.hasSuffix("s") ? parties[String(word.dropLast())] : nil
    }

    /// `maternal_age` is the mother's, `apellido_materno` is not.
    private static func side(_ word: String, _ rest: [String]) -> HeaderParty? {
        let concept = HeaderLexicon.concepts[word]
        guard concept == .maternal || concept == .paternal else { return nil }
        let others = rest.map { HeaderLexicon.concepts[$0] ?? HeaderLexicon.concepts[HeaderWords.stem($0)] }
        let names: [HeaderConcept] = [.surname, .family, .surnameOrWhole, .last, .name]
        if others.contains(where: { $0.map(names.contains) ?? false }) { return nil }
        // A side of the family alone says nothing of whom.
        if others.allSatisfy({ $0 == nil }), !rest.contains(where: { HeaderTable.roles[$0] != nil }) {
            return nil
        }
        return HeaderParty(kind: .relation, label: concept == .maternal ? "mother" : "father")
    }

    /// A contact who has a name is another person.
    private static func contact(_ words: [String]) -> (party: HeaderParty, rest: [String])? {
        guard let place = words.firstIndex(where: { ["contact", "kontakt", "contacto"].contains($0) }) else {
            return nil
        }
        var rest = words
        rest.remove(at: place)
        let named: Set<HeaderConcept> = [
            .name, .surname, .given, .givenWord, .givenOrWhole, .surnameOrWhole, .birthDate, .sex,
        ]
        let isNamed = rest.contains { word in
            ["person", "relationship", "relation"].contains(word)
                || HeaderLexicon.concepts[word].map(named.contains) == true
        }
        if !isNamed { return nil }
        return (
            HeaderParty(kind: .relation, label: "contact"), rest.filter { $0 != "person" }
        )
    }

    /// A party inside a header without spaces, as in 母親姓名.
    private static func insideUnspaced(_ words: [String]) -> (party: HeaderParty, rest: [String])? {
        for (place, word) in words.enumerated() where HeaderWords.isUnspaced(word) {
            var best: (name: String, party: HeaderParty)?
            for (name, party) in unspaced where name.count > (best?.name.count ?? 0) {
                if word.contains(name) { best = (name, party) }
            }
            if best == nil { best = single(word) }
            guard let best else { continue }
            var rest = words
            let left = word.replacing(best.name, with: "", maxReplacements: 1)
                .trimmingPrefix { "的の之氏의".contains($0) }
            // 氏 alone remains of 父の氏名 when the joint is taken off too eagerly.
            let matter = left.hasPrefix("名") && word.contains("氏名") ? "氏名" : String(left)
            if matter.isEmpty { rest.remove(at: place) } else { rest[place] = matter }
            return (best.party, rest)
        }
        return nil
    }

    /// A single character that stands for kin before what is said of them: 母姓名, 父出生日期.
    private static func single(_ word: String) -> (name: String, party: HeaderParty)? {
        let labels: [Character: String] = [
            "母": "mother", "父": "father", "夫": "spouse", "妻": "spouse", "모": "mother", "부": "father",
        ]
        guard let first = word.first, let label = labels[first], let next = word.dropFirst().first,
            "姓名氏出身電年性職國手生성이출생주".contains(next)
        else { return nil }
        return (String(first), HeaderParty(kind: .relation, label: label))
    }

    private static let parties: [String: HeaderParty] = {
        var parties: [String: HeaderParty] = [:]
        for (kind, label, text) in table {
            let party = HeaderParty(kind: kind, label: label)
            for entry in text.split(whereSeparator: \.isWhitespace) {
                let words = HeaderWords.words(String(entry))
                // `s_o` is “son of”, and `so` is no letters' abbreviation.
                let isLetters = words.count > 1 && words.allSatisfy { $0.count == 1 }
                let joined = isLetters ? [] : [words.joined()]
                for name in [words.joined(separator: "_")] + joined where parties[name] == nil {
                    parties[name] = party
                }
            }
        }
        return parties
    }()

    /// The parties in scripts without spaces, sorted so that the order of a dictionary does not matter.
    private static let unspaced: [(name: String, party: HeaderParty)] =
        parties.filter { HeaderWords.isUnspaced($0.key) && !$0.key.contains("_") }
        .map { (name: $0.key, party: $0.value) }.sorted { $0.name < $1.name }

    /// Headers with such words that are the person's own.
    private static let own: Set<String> = {
        let text = """
            school_id employer_id hospital_id hospital_no hospital_number hosp_no gp_id family_id relationship \
            relationship_to_head relation_to_head rel_to_head relationship_to_householder marital_status \
            number_of_children no_of_children num_children children_ever_born parity 母語 母国語 母校 母國
            """
        return Set(
            text.split(whereSeparator: \.isWhitespace).map {
                HeaderWords.words(String($0)).joined(separator: "_")
            }
        )
    }()

    private static let table: [(HeaderParty.Kind, String, String)] = [
        (
            .relation, "mother",
            """
            mother mothers mum mom mama moth mthr mtr mmn mutter mere madre mae matka matki moeder anne annesi ibu \
            ibu_kandung ina maica materi мать матери мати mor moder aiti anya anyja ten_me \
            ho_ten_me ho_va_ten_me me_ho_ten الأم الام μητερα μητρος maa mata 母親 生母 \
            母の 媽媽 妈妈 어머니 모친 มารดา แม่ माता माँ মাতা মা مادر والدہ האם
            """
        ),
        (
            .relation, "father",
            """
            father fathers dad papa fath fthr ftr vater pere padre pai ojciec ojca vader baba babasi ayah bapa \
            bapak ama otets ottsa отец отца батько far fader isa apja ten_cha ten_bo ho_ten_cha ho_ten_bo \
            ho_va_ten_cha ho_va_ten_bo الأب الاب πατερα πατρος pita s_o d_o 父親 生父 父の 爸爸 아버지 부친 บิดา พ่อ पिता পিতা پدر والد האב
            """
        ),
        (
            .relation, "parent",
            """
            parent parents par1 par2 p1 p2 eltern elternteil parental genitore genitori genitor rodzic rodzice \
            rodzica ouder ouders orang_tua ortu ebeveyn magulang rodic vanhempi foralder foresatt родитель \
            родителя 家長 父母 保護者 부모 보호자 학부모 ผู้ปกครอง
            """
        ),
        (
            .relation, "guardian",
            """
            guardian guardians grdn gdn caregiver carer caretaker custodian vormund erziehungsberechtigter \
            erziehungsberechtigte betreuer tuteur tutrice tutor tutora curador cuidador opiekun opiekuna voogd \
            wali penjaga vasi veli vormunds opekun опекун 監護人 法定代理人 후견인
            """
        ),
        (
            .relation, "spouse",
            """
            spouse spouses wife husband partner prtnr spse hubby cohabitant ehepartner ehegatte ehefrau ehemann \
            gatte gattin ehegatten partnerin lebenspartner conjoint conjointe epoux epouse mari conyuge esposo \
            esposa marido companero companera pareja conjuge companheiro coniuge marito moglie sposo sposa \
            compagno malzonek malzonka malzonki zona maz echtgenoot echtgenote suami istri isteri \
            pasangan asawa es_adi esinin esi es_ad_soyad manzel manzelka ten_vo ten_chong vo_chong ho_ten_vo \
            ho_ten_chong maka ektefelle aviomies vaimo puoliso w_o супруг супруга супруги муж \
            жена الزوج الزوجة زوج συζυγος 配偶 丈夫 妻子 妻の 夫の 太太 배우자 남편 \
            아내 คู่สมรส สามี ภรรยา
            """
        ),
        (
            .relation, "relative",
            """
            next_of_kin nok kin kins nextofkin relative relatives rel_name relation_name sibling siblings brother \
            sister bro grandmother grandfather grandparent grandson granddaughter uncle aunt bruder schwester \
            geschwister grossmutter grossvater angehorige angehoriger verwandter frere soeur proche famille_proche \
            hermano hermana abuelo abuela pariente familiar irmao irma avo parente fratello sorella nonno nonna \
            familielid brat siostra krewny saudara kerabat kapatid kardes akraba 近親 親屬 兄弟 姊妹 親人 친척 \
            형제 ญาติ son daughter stepfather stepmother step_father step_mother twin
            """
        ),
        (
            .relation, "emergency contact",
            """
            emergency emerg emg emer emergency_contact ice notfall notfallkontakt urgence urgences urgencia \
            urgencias emergencia emergenza noodgeval nodkontakt darurat kecemasan acil acil_durum 緊急聯絡人 緊急 \
            急聯 聯絡人 聯繫人 連絡人 緊急連絡先 비상연락 ฉุกเฉิน contact_person kontaktperson personne_a_contacter \
            persona_de_contacto persona_contacto
            """
        ),
        (
            .relation, "informant",
            """
            informant informants informer declarant declarer deponent notifier reporter reported_by notified_by \
            anzeigender anzeigende melder declarante dichiarante denunciante comunicante zglaszajacy pelapor \
            pemaklum bildiren заявитель 申報人 報告人 通報人 届出人 신고인 ผู้แจ้ง
            """
        ),
        (
            .relation, "household head",
            """
            household_head head_of_household head_of_family family_head hh_head hhh hoh head_name head_hh \
            householder hohh haushaltsvorstand haushaltungsvorstand chef_menage chef_de_menage chef_de_famille \
            jefe_hogar jefe_de_hogar jefe_familia jefe_de_familia chefe_familia chefe_de_familia capofamiglia \
            gezinshoofd glowa_rodziny kepala_keluarga ketua_keluarga hane_reisi aile_reisi chu_ho ten_chu_ho \
            глава_семьи 戶主 户主 世帯主 戸主 세대주 호주 หัวหน้าครัวเรือน เจ้าบ้าน
            """
        ),
        (
            .relation, "landlord or sponsor",
            """
            landlord landlady vermieter bailleur sponsor sponsors guarantor garant burge fiador avalista referee \
            reference_name co_applicant coapplicant joint_applicant co_borrower coborrower 業主 房東 擔保人 保證人
            """
        ),
        (
            .official, "official",
            """
            registrar registrars officer clerk agent interviewer enumerator operator examiner inspector witness \
            witness1 witness2 wit notary judge lawyer attorney solicitor caseworker case_worker social_worker \
            created_by updated_by entered_by recorded_by modified_by data_entry \
            standesbeamter beamter sachbearbeiter zeuge officier temoin notaire registrador funcionario testigo \
            notario testemunha escrivao ufficiale testimone ambtenaar getuige urzednik swiadek petugas saksi \
            memur sahit регистратор свидетель 登記官 登記員 登記人員 經辦人 經手人 見證人 證人 担当者 証人 담당자 \
            증인 เจ้าหน้าที่ พยาน priest celebrant pastor minister godparent godmother godfather padrino madrina
            """
        ),
        (
            .official, "doctor",
            """
            doctor doctors physician gp clinician surgeon nurse midwife pharmacist dentist practitioner provider \
            prescriber consultant therapist attending referring referrer certifier coroner arzt hausarzt arztin \
            hebamme medecin infirmier sage_femme medico medica enfermera partera matrona ostetrica infermiere \
            huisarts lekarz lekarza polozna dokter doktor bidan perawat ebe hemsire hekim врач bac_si 醫生 \
            醫師 主診 護士 助產士 医師 의사 แพทย์
            """
        ),
        (
            .organisation, "employer",
            """
            employer employers empl emplr company firm firma corporation organisation organization org \
            business workplace arbeitgeber betrieb employeur entreprise empleador empresa empregador \
            datore datore_di_lavoro azienda ditta pracodawca zaklad_pracy werkgever bedrijf isveren sirket majikan \
            perusahaan syarikat работодатель cong_ty co_quan 僱主 公司 雇主 勤務先 会社 고용주 회사 นายจ้าง บริษัท
            """
        ),
        (
            .organisation, "school",
            """
            school teacher schule lehrer ecole instituteur escuela colegio maestro escola scuola insegnante szkola \
            sekolah guru okul ogretmen truong 學校 教師 학교 โรงเรียน
            """
        ),
        (
            .organisation, "hospital",
            """
            hospital hosp clinic klinik facility health_centre health_center practice krankenhaus spital hopital \
            clinique hospitales clinica maternidad ospedale ziekenhuis szpital rumah_sakit hastane benh_vien \
            больница 醫院 診所 病院 병원 โรงพยาบาล
            """
        ),
        (
            .organisation, "institution",
            "bank insurer insurance agency department dept ministry court police station church parish_church"
        ),
        (
            .child, "child",
            """
            child children chld kid baby newborn infant nino nina bebe enfant hijo hija filho filha figlio figlia \
            neonato neonata nouveau_ne kinder kindes dziecko dziecka anak bayi cocuk bebek ребенок ребёнок \
            ребенка 子女 孩子 嬰兒 兒童 子の 자녀 아기 เด็ก บุตร
            """
        ),
        (.couple, "bride", "bride brides braut mariee novia noiva sposa_ bruid panna_mloda 新娘 新婦 신부"),
        (.couple, "groom", "groom grooms bridegroom brautigam novio noivo bruidegom pan_mlody 新郎 신랑"),
    ]
}
