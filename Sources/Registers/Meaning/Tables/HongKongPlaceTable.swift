// Districts: Census and Statistics Department, 2021 Population Census, from data.gov.hk (attribution). Sub-areas
// and estates are authored for this project.

/// Places of Hong Kong in both languages, one a line, parts between bars.
enum HongKongPlaceTable {
    /// Abbreviation, English name, Chinese name, region.
    static let districts = """
        CW|Central and Western|中西區|HK
        WC|Wan Chai|灣仔區|HK
        E|Eastern|東區|HK
        S|Southern|南區|HK
        YTM|Yau Tsim Mong|油尖旺區|KLN
        SSP|Sham Shui Po|深水埗區|KLN
        KC|Kowloon City|九龍城區|KLN
        WTS|Wong Tai Sin|黃大仙區|KLN
        KT|Kwun Tong|觀塘區|KLN
        KwT|Kwai Tsing|葵青區|NT
        TW|Tsuen Wan|荃灣區|NT
        TM|Tuen Mun|屯門區|NT
        YL|Yuen Long|元朗區|NT
        N|North|北區|NT
        TP|Tai Po|大埔區|NT
        ST|Sha Tin|沙田區|NT
        SK|Sai Kung|西貢區|NT
        IS|Islands|離島區|NT
        """

    /// District, English name, Chinese name.
    static let areas = """
        CW|Central|中環
        CW|Sheung Wan|上環
        CW|Sai Ying Pun|西營盤
        CW|Kennedy Town|堅尼地城
        CW|Shek Tong Tsui|石塘咀
        CW|Mid-Levels|半山區
        CW|The Peak|山頂
        CW|Admiralty|金鐘
        WC|Wan Chai|灣仔
        WC|Causeway Bay|銅鑼灣
        WC|Happy Valley|跑馬地
        WC|Tai Hang|大坑
        WC|So Kon Po|掃桿埔
        WC|Jardine's Lookout|渣甸山
        E|North Point|北角
        E|Quarry Bay|鰂魚涌
        E|Tai Koo|太古
        E|Sai Wan Ho|西灣河
        E|Shau Kei Wan|筲箕灣
        E|Chai Wan|柴灣
        E|Siu Sai Wan|小西灣
        E|Fortress Hill|炮台山
        E|Tin Hau|天后
        E|Braemar Hill|寶馬山
        E|Heng Fa Chuen|杏花邨
        S|Aberdeen|香港仔
        S|Ap Lei Chau|鴨脷洲
        S|Pok Fu Lam|薄扶林
        S|Wong Chuk Hang|黃竹坑
        S|Repulse Bay|淺水灣
        S|Stanley|赤柱
        S|Shouson Hill|壽臣山
        S|Deep Water Bay|深水灣
        S|Shek O|石澳
        S|Tin Wan|田灣
        S|Wah Fu|華富
        S|Chung Hom Kok|舂坎角
        YTM|Yau Ma Tei|油麻地
        YTM|Tsim Sha Tsui|尖沙咀
        YTM|Mong Kok|旺角
        YTM|Jordan|佐敦
        YTM|Tai Kok Tsui|大角咀
        YTM|Prince Edward|太子
        YTM|King's Park|京士柏
        SSP|Sham Shui Po|深水埗
        SSP|Cheung Sha Wan|長沙灣
        SSP|Lai Chi Kok|荔枝角
        SSP|Mei Foo|美孚
        SSP|Shek Kip Mei|石硤尾
        SSP|Nam Cheong|南昌
        SSP|Yau Yat Tsuen|又一村
        KC|Kowloon City|九龍城
        KC|Hung Hom|紅磡
        KC|To Kwa Wan|土瓜灣
        KC|Ho Man Tin|何文田
        KC|Kowloon Tong|九龍塘
        KC|Ma Tau Wai|馬頭圍
        KC|Ma Tau Kok|馬頭角
        KC|Kai Tak|啟德
        KC|Whampoa|黃埔
        WTS|Wong Tai Sin|黃大仙
        WTS|Diamond Hill|鑽石山
        WTS|San Po Kong|新蒲崗
        WTS|Tsz Wan Shan|慈雲山
        WTS|Lok Fu|樂富
        WTS|Wang Tau Hom|橫頭磡
        WTS|Choi Hung|彩虹
        WTS|Ngau Chi Wan|牛池灣
        WTS|Tung Tau|東頭
        KT|Kwun Tong|觀塘
        KT|Ngau Tau Kok|牛頭角
        KT|Kowloon Bay|九龍灣
        KT|Lam Tin|藍田
        KT|Yau Tong|油塘
        KT|Sau Mau Ping|秀茂坪
        KT|Lei Yue Mun|鯉魚門
        KT|Ping Shek|坪石
        KT|Sze Shan|四順
        KT|Cha Kwo Ling|茶果嶺
        KwT|Kwai Chung|葵涌
        KwT|Kwai Fong|葵芳
        KwT|Tsing Yi|青衣
        KwT|Kwai Hing|葵興
        KwT|Lai King|荔景
        KwT|Lai Yiu|麗瑤
        TW|Tsuen Wan|荃灣
        TW|Lei Muk Shue|梨木樹
        TW|Sham Tseng|深井
        TW|Ma Wan|馬灣
        TW|Ting Kau|汀九
        TW|Tsing Lung Tau|青龍頭
        TW|Tai Wo Hau|大窩口
        TM|Tuen Mun|屯門
        TM|Lam Tei|藍地
        TM|Siu Lam|小欖
        TM|So Kwun Wat|掃管笏
        TM|Tai Lam|大欖
        TM|Butterfly Bay|蝴蝶灣
        TM|Siu Hong|兆康
        YL|Yuen Long|元朗
        YL|Tin Shui Wai|天水圍
        YL|Hung Shui Kiu|洪水橋
        YL|Kam Tin|錦田
        YL|Pat Heung|八鄉
        YL|San Tin|新田
        YL|Ping Shan|屏山
        YL|Ha Tsuen|廈村
        YL|Shek Kong|石崗
        YL|Lau Fau Shan|流浮山
        YL|Fairview Park|錦綉花園
        N|Fanling|粉嶺
        N|Sheung Shui|上水
        N|Sha Tau Kok|沙頭角
        N|Ta Kwu Ling|打鼓嶺
        N|Kwu Tung|古洞
        N|Luen Wo Hui|聯和墟
        N|Ping Che|坪輋
        TP|Tai Po|大埔
        TP|Tai Po Market|大埔墟
        TP|Tai Wo|太和
        TP|Tai Mei Tuk|大尾篤
        TP|Lam Tsuen|林村
        TP|Pak Shek Kok|白石角
        TP|Ting Kok|汀角
        TP|Tai Po Kau|大埔滘
        ST|Sha Tin|沙田
        ST|Tai Wai|大圍
        ST|Ma On Shan|馬鞍山
        ST|Fo Tan|火炭
        ST|Siu Lek Yuen|小瀝源
        ST|Wu Kai Sha|烏溪沙
        ST|Shek Mun|石門
        ST|Ma Liu Shui|馬料水
        SK|Sai Kung|西貢
        SK|Tseung Kwan O|將軍澳
        SK|Hang Hau|坑口
        SK|Tiu Keng Leng|調景嶺
        SK|Po Lam|寶琳
        SK|LOHAS Park|康城
        SK|Clear Water Bay|清水灣
        SK|Pak Tam Chung|北潭涌
        IS|Tung Chung|東涌
        IS|Cheung Chau|長洲
        IS|Mui Wo|梅窩
        IS|Peng Chau|坪洲
        IS|Lamma Island|南丫島
        IS|Discovery Bay|愉景灣
        IS|Tai O|大澳
        IS|Chek Lap Kok|赤鱲角
        IS|Pui O|貝澳
        """

    /// District, English name, Chinese name.
    static let estates = """
        CW|Sai Wan Estate|西環邨
        E|Hing Wah Estate|興華邨
        E|Wan Tsui Estate|環翠邨
        E|Siu Sai Wan Estate|小西灣邨
        E|Yiu Tung Estate|耀東邨
        E|Tsui Wan Estate|翠灣邨
        E|Oi Tung Estate|愛東邨
        E|Taikoo Shing|太古城
        E|City Garden|城市花園
        E|Kornhill|康怡花園
        E|Heng Fa Chuen|杏花邨
        S|Wah Fu Estate|華富邨
        S|Ap Lei Chau Estate|鴨脷洲邨
        S|Lei Tung Estate|利東邨
        S|Shek Pai Wan Estate|石排灣邨
        S|Tin Wan Estate|田灣邨
        S|South Horizons|海怡半島
        S|Chi Fu Fa Yuen|置富花園
        YTM|Hoi Fu Court|海富苑
        YTM|Prosperous Garden|駿發花園
        YTM|Olympian City|奧海城
        YTM|Park Avenue|柏景灣
        SSP|Pak Tin Estate|白田邨
        SSP|Shek Kip Mei Estate|石硤尾邨
        SSP|Fu Cheong Estate|富昌邨
        SSP|Un Chau Estate|元州邨
        SSP|Lei Cheng Uk Estate|李鄭屋邨
        SSP|Lai Kok Estate|麗閣邨
        SSP|Nam Shan Estate|南山邨
        SSP|Mei Foo Sun Chuen|美孚新邨
        SSP|Banyan Garden|泓景臺
        KC|Ho Man Tin Estate|何文田邨
        KC|Oi Man Estate|愛民邨
        KC|Kai Ching Estate|啟晴邨
        KC|Tak Long Estate|德朗邨
        KC|Ma Tau Wai Estate|馬頭圍邨
        KC|Whampoa Garden|黃埔花園
        KC|Laguna Verde|海逸豪園
        WTS|Lower Wong Tai Sin Estate|黃大仙下邨
        WTS|Upper Wong Tai Sin Estate|黃大仙上邨
        WTS|Tsz Ching Estate|慈正邨
        WTS|Tsz Lok Estate|慈樂邨
        WTS|Chuk Yuen (South) Estate|竹園(南)邨
        WTS|Choi Hung Estate|彩虹邨
        WTS|Lok Fu Estate|樂富邨
        WTS|Tung Tau Estate|東頭邨
        WTS|Mei Tung Estate|美東邨
        WTS|Rhythm Garden|采頤花園
        KT|Shun Lee Estate|順利邨
        KT|Shun On Estate|順安邨
        KT|Sau Mau Ping Estate|秀茂坪邨
        KT|Tak Tin Estate|德田邨
        KT|Kwong Tin Estate|廣田邨
        KT|Upper Ngau Tau Kok Estate|牛頭角上邨
        KT|Choi Ying Estate|彩盈邨
        KT|Kai Yip Estate|啟業邨
        KT|Yau Tong Estate|油塘邨
        KT|Ping Shek Estate|坪石邨
        KT|Telford Gardens|德福花園
        KT|Amoy Gardens|淘大花園
        KT|Laguna City|麗港城
        KwT|Kwai Chung Estate|葵涌邨
        KwT|Kwai Shing East Estate|葵盛東邨
        KwT|Lai King Estate|荔景邨
        KwT|Shek Lei Estate|石籬邨
        KwT|Cheung Ching Estate|長青邨
        KwT|Cheung Fat Estate|長發邨
        KwT|Cheung Hong Estate|長康邨
        KwT|Tsing Yi Estate|青衣邨
        KwT|Villa Esplanada|灝景灣
        KwT|Tierra Verde|盈翠半島
        TW|Lei Muk Shue Estate|梨木樹邨
        TW|Fuk Loi Estate|福來邨
        TW|Cheung Shan Estate|象山邨
        TW|Shek Wai Kok Estate|石圍角邨
        TW|Discovery Park|愉景新城
        TW|Belvedere Garden|麗城花園
        TW|Park Island|珀麗灣
        TM|Tai Hing Estate|大興邨
        TM|Leung King Estate|良景邨
        TM|Butterfly Estate|蝴蝶邨
        TM|Sam Shing Estate|三聖邨
        TM|Yau Oi Estate|友愛邨
        TM|On Ting Estate|安定邨
        TM|Shan King Estate|山景邨
        TM|Tuen Mun Town Plaza|屯門市廣場
        TM|Gold Coast|黃金海岸
        YL|Tin Yiu Estate|天耀邨
        YL|Tin Shui Estate|天瑞邨
        YL|Tin Yuet Estate|天悅邨
        YL|Tin Ching Estate|天晴邨
        YL|Tin Chak Estate|天澤邨
        YL|Long Ping Estate|朗屏邨
        YL|Shui Pin Wai Estate|水邊圍邨
        YL|Kingswood Villas|嘉湖山莊
        YL|Fairview Park|錦綉花園
        YL|Yoho Town|新時代廣場
        N|Choi Yuen Estate|彩園邨
        N|Cheung Wah Estate|祥華邨
        N|Wah Ming Estate|華明邨
        N|Ka Fuk Estate|嘉福邨
        N|Tin Ping Estate|天平邨
        N|Fanling Centre|粉嶺中心
        N|Avon Park|碧湖花園
        TP|Tai Yuen Estate|大元邨
        TP|Fu Heng Estate|富亨邨
        TP|Fu Shin Estate|富善邨
        TP|Kwong Fuk Estate|廣福邨
        TP|Tai Wo Estate|太和邨
        TP|Tai Po Centre|大埔中心
        TP|Classical Gardens|新峰花園
        ST|Lek Yuen Estate|瀝源邨
        ST|Wo Che Estate|禾輋邨
        ST|Sha Kok Estate|沙角邨
        ST|Pok Hong Estate|博康邨
        ST|Sun Tin Wai Estate|新田圍邨
        ST|Mei Lam Estate|美林邨
        ST|Kwong Yuen Estate|廣源邨
        ST|Heng On Estate|恆安邨
        ST|Yiu On Estate|耀安邨
        ST|Shui Chuen O Estate|水泉澳邨
        ST|City One Shatin|沙田第一城
        ST|Sunshine City|新港城
        SK|Po Lam Estate|寶林邨
        SK|Tsui Lam Estate|翠林邨
        SK|Sheung Tak Estate|尚德邨
        SK|Hau Tak Estate|厚德邨
        SK|Kin Ming Estate|健明邨
        SK|Choi Ming Court|彩明苑
        SK|LOHAS Park|日出康城
        SK|Metro City|新都城
        SK|East Point City|東港城
        IS|Yat Tung Estate|逸東邨
        IS|Fu Tung Estate|富東邨
        IS|Ying Tung Estate|迎東邨
        IS|Mun Tung Estate|滿東邨
        IS|Cheung Kwai Estate|長貴邨
        IS|Caribbean Coast|映灣園
        IS|Tung Chung Crescent|東堤灣畔
        IS|Discovery Bay|愉景灣
        """
}
