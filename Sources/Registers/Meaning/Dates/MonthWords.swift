/// The names of months in many languages, January first; abbreviations among them.
///
/// Latin letters stand without diacritics. Words that mean one month in one language and another in the next, as the
/// Croatian `listopad` and `srpnja`, are those of the language that is written more.
enum MonthWords {
    /// Names that do not begin as those of English, German, French, Spanish, Italian, Portuguese or Dutch do: Polish,
    /// Czech, Turkish, Finnish, Danish, Norwegian, Hungarian, Romanian, Estonian, Indonesian, Malay, Filipino.
    static let latin = [
        "styczen stycznia sty leden ledna led ocak oca tammikuu tammikuuta tammi ianuarie ian jaanuar",
        "luty lutego lut unor unora uno subat sub helmikuu helmikuuta helmi veebruar pebrero peb",
        "brezen brezna bre maaliskuu maaliskuuta maalis maart maa mac",
        "kwiecien kwietnia kwi duben dubna dub nisan nis huhtikuu huhtikuuta huhti",
        "maj maja kveten kvetna kve toukokuu toukokuuta touko",
        "czerwiec czerwca cze cerven cervna haziran haz kesakuu kesakuuta kesa iunie iun juuni hunyo hun",
        "lipiec lipca lip cervenec cervence temmuz tem heinakuu heinakuuta heina iulie iul juuli hulyo hul",
        "sierpien sierpnia sie srpen srpna srp agustos agustus agu elokuu elokuuta elo ogos ogo ogs",
        "wrzesien wrzesnia wrz zari eylul eyl syyskuu syyskuuta syys szeptember szept",
        "pazdziernik pazdziernika paz rijen rijna rij ekim eki lokakuu lokakuuta loka",
        "listopad listopada listopadu lis kasim kas marraskuu marraskuuta marras noiembrie noi nopember nop nobyembre nob",
        "grudzien grudnia gru prosinec prosince pro aralik ara joulukuu joulukuuta joulu desember des "
            + "disember dis disyembre",
    ]

    /// Russian, Ukrainian, Belarusian, Bulgarian, Serbian, and Greek, as ``folded(_:)`` writes them.
    static let greekAndCyrillic = [
        "январь января янв січень січня січ студзень студзеня януари яну јануар јан ιανουαριος ιανουαριου ιαν",
        "февраль февраля фев февр лютий лютого лют люты лютага февруари фебруар феб φεβρουαριος φεβρουαριου φεβ",
        "март марта мар березень березня бер сакавік сакавіка μαρτιος μαρτιου μαρ",
        "апрель апреля апр квітень квітня квіт кві красавік красавіка април απριλιος απριλιου απρ",
        "май мая травень травня трав тра май мая мај μαιος μαιου μαι",
        "июнь июня июн червень червня черв чер чэрвень чэрвеня юни јун јуни ιουνιος ιουνιου ιουν",
        "июль июля июл липень липня лип ліпень ліпеня юли јул јули ιουλιος ιουλιου ιουλ",
        "август августа авг серпень серпня серп сер жнівень жніўня аугуст αυγουστος αυγουστου αυγ",
        "сентябрь сентября сен сент вересень вересня вер верасень верасня септември септембар сеп "
            + "σεπτεμβριος σεπτεμβριου σεπτ σεπ",
        "октябрь октября окт жовтень жовтня жовт жов кастрычнік кастрычніка октомври октобар οκτωβριος "
            + "οκτωβριου οκτ",
        "ноябрь ноября ноя нояб листопад листопада лист лис лістапад лістапада ноември новембар ное нов "
            + "νοεμβριος νοεμβριου νοε",
        "декабрь декабря дек грудень грудня груд гру снежань снежня декември децембар дец δεκεμβριος "
            + "δεκεμβριου δεκ",
    ]

    /// Words of these scripts that may stand among the parts of a date: year, of the month, days of the week.
    static let fillers = """
        г гг год года р рік року роки рр го ого е число числа день дня του το της ετος ετους
        понедельник вторник среда четверг пятница суббота воскресенье понеділок вівторок середа четвер п'ятниця
        субота неділя δευτερα τριτη τεταρτη πεμπτη παρασκευη σαββατο κυριακη
        """

    /// The months and fillers in Greek and Cyrillic letters; 0 for a filler.
    static let known: [String: Int] = {
        var known: [String: Int] = [:]
        for word in fillers.split(whereSeparator: \.isWhitespace) { known[folded(String(word))] = 0 }
        for (month, words) in greekAndCyrillic.enumerated() {
            for word in words.split(separator: " ") { known[folded(String(word))] = month + 1 }
        }
        return known
    }()

    /// A word in lower case without accents: й and ё are и and е.
    static func folded(_ word: String) -> String {
        var letters = ""
        for scalar in word.lowercased().unicodeScalars {
            switch scalar {
            case "ά": letters += "α"
            case "έ": letters += "ε"
            case "ή": letters += "η"
            case "ί", "ϊ", "ΐ": letters += "ι"
            case "ό": letters += "ο"
            case "ύ", "ϋ", "ΰ": letters += "υ"
            case "ώ": letters += "ω"
            case "ς": letters += "σ"
            case "й": letters += "и"
            case "ё": letters += "е"
            case "\u{300}"..."\u{36f}": continue
            default: letters.unicodeScalars.append(scalar)
            }
        }
        return letters
    }
}
