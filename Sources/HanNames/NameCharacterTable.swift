// Readings of characters: Unicode Character Database 14.0 and 15.0, Unihan, field kCantonese; cut to the
// characters of names and of ordinary text, the first reading, without tones. The Unicode terms ask for this notice to be kept:
//
// UNICODE, INC. LICENSE AGREEMENT - DATA FILES AND SOFTWARE
// Copyright © 1991-2022 Unicode, Inc. All rights reserved.
// Distributed under the Terms of Use in https://www.unicode.org/copyright.html.
//
// Permission is hereby granted, free of charge, to any person obtaining a copy of the Unicode data files and any
// associated documentation (the "Data Files") or Unicode software and any associated documentation (the
// "Software") to deal in the Data Files or Software without restriction, including without limitation the
// rights to use, copy, modify, merge, publish, distribute, and/or sell copies of the Data Files or Software, and
// to permit persons to whom the Data Files or Software are furnished to do so, provided that either (a) this
// copyright and permission notice appear with all copies of the Data Files or Software, or (b) this copyright
// and permission notice appear in associated Documentation.
//
// THE DATA FILES AND SOFTWARE ARE PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING
// BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT OF
// THIRD PARTY RIGHTS. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR HOLDERS INCLUDED IN THIS NOTICE BE LIABLE FOR
// ANY CLAIM, OR ANY SPECIAL INDIRECT OR CONSEQUENTIAL DAMAGES, OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF
// USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR
// IN CONNECTION WITH THE USE OR PERFORMANCE OF THE DATA FILES OR SOFTWARE.
//
// Except as contained in this notice, the name of a copyright holder shall not be used in advertising or
// otherwise to promote the sale, use or other dealings in these Data Files or Software without prior written
// authorization of the copyright holder.

/// The Cantonese readings of the characters of Hong Kong names, and how Hong Kong spells them.
enum NameCharacterTable {
    /// Entries of a syllable, its spellings and its characters: `can=chan/chun/tsan 塵陳…`.
    ///
    /// The syllables are toneless Jyutping, taken from the first reading of the Unihan field kCantonese; the
    /// spellings, likeliest first, follow rules for the romanisation of Hong Kong's identity cards.
    static let syllables = """
        aa=a/ah/nga/ngah 丫亞呀啊啞娅婭氬阿鴉 aan=an/ngan 俺晏 aap=ap/ngap 鴨 aat=at/ngat 壓押軋遏 aau=au/ngau 凹拗
        ak=ak/ack/ngak/ngack 厄呃喔扼握渥齷 am=am/um/ngam/ngum 庵暗菴諳鵪黯 ang=ang/eng/ngang/ngeng 鶯 au=au/ow/ngau/ngow
        嘔歐毆甌鷗 baa=pa/pah 叭吧壩巴把灞爸疤笆罷芭葩霸靶 baai=pai 拜擺敗湃襬 baak=pak 伯佰卜帛白百蔔蘗迫 baan=pan 扮斑板版班瘢舨辦鈑闆阪頒 baat=pat
        八捌 baau=pau 包爆胞苞飽鮑 bai=pai 幣弊敝斃蔽薜跛閉陛 bak=pak/pack 北 bam=pam/pum 乓泵 ban=pan/pun 儐品奔彬斌檳殯濱瀕笨繽臏豳賓鑌鬢
        bat=pat/put 不嗶弼拔畢筆跋蹕鈸 bei=pei/pi/pee/pay/py 俾備匕卑妣庇彼悲憊比沘泌痺碑祕秘篦臂被詖賁轡避鉍陂鼻 beng=peng 柄病鉼餅 bik=pik/pick
        壁愎璧碧襞逼 bin=pin 便匾卞弁扁汴砭蝙褊變貶辨辮辯邊釆鞭 bing=ping 丙並乒併兵冰并摒炳秉迸 bit=pit 別彆必癟鱉 biu=piu/pew/pue 婊彪標膘表錶鏢鑣驃
        bo=po/paw/por/poh 播波玻簸菠 bok=pok 亳博搏泊箔縛膊舶薄鉑雹駁 bong=pong 傍幫梆榜磅綁膀邦鎊 bou=po/poo/pou/pu 佈保哺埔埠堡報寳寶布怖捕暴步簿葆補
        褒褓誧部鈽 bui=pui/pooi 孛悖揹杯焙狽盃背貝輩邶鋇 buk=puk/pook 僕曝濮瀑蹼 bun=pun/poon 伴半叛姅拌搬本畔畚絆胖般苯 caa=cha/chah/tsa/tsah
        叉岔差搽查茶詫 caai=chai/tsai 儕柴猜豺踩釵 caak=chak/tsak 冊坼拆柵策賊 caam=cham/tsam 儳參巉慘慚懺摻攙杉毚蠶讒饞 caan=chan/tsan 剷殘燦璨
        產羼鏟餐 caang=chang/tsang 撐橙瞠 caap=chap/tsap 插 caat=chat/tsat 刷剎察擦獺 caau=chau/tsau 吵巢抄炒鈔 cai=chai/tsai
        妻悽棲淒砌萋薺齊 cak=chak/chack/tsak/tsack 惻測 cam=cham/chum/tsam/tsum 侵寢尋沉潯蕈讖 can=chan/chun/tsan/tsun 哂塵櫬疢疹瞋
        襯親診趁陳 cang=chang/cheng/tsang/tseng 層 cat=chat/chut/tsat/tsut 七柒漆 cau=chau/chow/tsau/tsow 丑儔嗅囚惆抽泅湊溴疇秋
        稠籌綢臭裯躊輳酬醜鞦鰍 ce=che/cheh/tse/tseh 且奢扯斜車邪 cek=chek/tsek 呎尺赤 ceoi=tsui/chui/tsoi/choi 催取吹娶崔徐捶揣摧椎槌櫥淬炊璀翠脆
        趣趨錘鎚除隋隨 ceon=chun/chon/tsun/tson 巡循旬春秦蠢 ceot=chut/tsut 出齣 ci=chi/tsz/tze/chee 似侈刺匙啻嗤墀始姒幟廁弛恃恥慈持柿次此池熾瓷
        疵痴癡矢磁祠笞翅臍茨蚩褫詞豕賜踟辭遲雌馳魑齒 cik=chik/chick/tsik/tsick 叱慼戚敕斥槭飭 cin=chin/tsin 仟前千淺纏芊踐遷錢阡韆 cing=tsing/ching
        呈情懲拯晴清澄秤程稱蜻請逞青騁鯖 cit=chit/tsit 切徹撤澈設轍 ciu=chiu/chew/tsiu/chue/tsew/tsue 俏峭悄愀憔昭晁朝樵潮瞧肖誚譙超釗鍬鞘
        co=cho/chaw/tso/chor/tsaw/choh/tsor/tsoh 初嵯挫搓楚磋礎芻蹉銼鋤錯雛 coek=cheuk/cheuck/tseuk/tseuck 卓戳桌灼綽芍
        coeng=cheung/cheong/tseung/choung/tseong/tsoung 倀倡唱嗆場娼庠悵戕搶昌暢槍檣牆猖祥窗翔腸萇薔詳鎗鏘長鯧 coi=tsoi/choi/tsoy/choy
        彩才採材睬綵纔菜蔡裁財賽采 cong=chong/tsong 倉傖創幢床廠愴敞氅滄牀瘡艙蒼藏闖 cou=cho/choo/tso/chou/tsoo/chu/tsou/tsu 厝嘈噪措操曹槽漕澡燥粗糙
        草譟躁醋 cuk=chuk/chook/tsuk/tsook 促束歜畜矗簇簌蓄蹙蹴速齪 cung=chung/choong/tsung/tsoong 充冢冲匆叢囪塚寵從憧松樅沖涌淙琮翀聰蔥虫蟲衝重
        cyu=chu/chue/tsu/tsue 佇儲廚曙杵杼柱楮署處褚貯躇 cyun=chuen/chun/tsuen/tsun 串佺傳全吋喘存寸川忖村泉爨痊穿竄舛荃詮踹蹲釧銓 daa=ta/tah
        打 daai=tai 大帶戴歹 daam=tam 啖啗擔氮淡澹耽膽 daan=tan 丹但單彈憚旦簞蛋誕 daap=tap 搭瘩答褡踏蹋遝 daat=tat 怛達靼 dai=tai 低帝底弟悌抵柢棣氐
        牴砥第締蒂詆諦逮遞邸隸 dak=tak/tack 得德特 dang=tang/teng 凳嶝燈登瞪磴等蹬鄧 dat=tat/tut 凸突 dau=tau/tow 兜抖斗枓痘竇脰蚪豆逗陡鬥
        dei=tei/ti/tee/tay/ty 地 dek=tek 笛 deoi=tui/toi 兌堆對碓隊 deon=tun/ton 噸囤墩惇敦沌盹遁鈍頓 dik=tik/tick 嘀嫡敵滌滴狄的翟荻迪
        鏑 dim=tim 墊店惦玷點 din=tin 佃典奠巔殿澱甸癲碘電靛顛 ding=ting 丁仃叮定盯訂酊釘錠頂鼎 dip=tip 喋牒疊碟蝶諜 dit=tit 秩絰耋跌迭
        diu=tiu/tew/tue 丟凋刁叼吊弔彫掉碉調貂釣雕鯛 do=to/taw/tor/toh 墮多惰朵綞跺躲 doek=teuk/teuck 剁啄涿琢 doi=toi/toy 代岱待玳袋迨黛
        dong=tong 儅噹擋檔當盪蕩襠讜鐺黨 dou=to/too/tou/tu 倒刀到嘟堵妒導島度悼搗杜渡盜睹稻蠹賭蹈道都鍍 duk=tuk/took 櫝毒瀆牘犢獨督篤讀髑黷
        dung=tung/toong 冬凍動咚恫慟懂東棟洞湩胴董鼕 dyun=tuen/tun 斷段短端緞耑鍛 dyut=tuet/tut 奪 faa=fa/fah 化花 faai=fai 傀塊快筷
        faan=fan 凡反墦帆幡梵樊氾汎泛煩犯瓣番礬範繁繙翻范蕃藩販返釩飯 faat=fat 法琺發砝髮 fai=fai 吠廢徽揮暉沸痱肺芾費輝麾 fan=fan/fun 份分勛勳吩墳奮婚忿憤昏棻氛汾焚燻
        粉糞紛芬葷薰訓醺 fat=fat/fut 乏伐佛囫弗彿忽怫惚拂氟窟筏紱紼罰閥 fau=fau/fow 剖否浮涪缶芣阜 fei=fei/fi/fee/fay/fy 匪妃屝扉斐翡肥腓菲誹霏非飛
        fo=fo/faw/for/foh 伙夥火科稞蝌課貨顆髁 fok=fok 攫霍 fong=fong 仿倣坊妨幌恍慌房放方晃枋況紡肓肪舫芳荒訪謊防 fu=fu/foo 乎仆付伕俘俯傅副呼咐唬夫婦孚孵富府
        庫扶撫敷斧枯楛父琥甫符脯腐腑膚芙苦虎褲訃負賦賻赴趺輔釜鈇附駙骷麩 fui=fui/fooi 喙奎恢悔晦洧灰詼誨魁鮪 fuk=fuk/fook 伏匐幅復服福腹菔蝠袱複覆輻馥 fun=fun/foon
        寬梡款歡髖 fung=fung/foong 丰俸奉封峯峰楓烽瘋縫蜂諷豐逢鋒風馮鳳 fut=fut/foot 闊 gaa=ka/kah 伽假傢價加咖嘉噶嫁家架珈痂稼葭袈豭賈駕 gaai=kai 介佳偕尬
        屆戒界疥皆芥街解誡階 gaak=kak 格膈鎘隔革骼 gaam=kam 尷減監緘鑑鑒 gaan=kan 奸姦揀柬澗筧簡繭艱菅諫間鹼 gaang=kang 耕 gaap=kap 夾甲胛莢鉀頰
        gaau=kau 交姣搞攪教狡皎窖絞膠蛟跤較郊鉸餃鮫 gai=kai 繼薊計雞髻 gam=kam/kum 今噤感撳敢柑橄淦甘疳禁贛金錦 gan=kan/kun 僅巾斤根瑾筋緊艮覲觔謹跟近靳饉
        gang=kang/keng 亙哽埂庚更梗粳羹耿賡 gap=kap/kup 急蛤閤鴿 gat=kat/kut 吉桔 gau=kau/kow 久九咎垢夠媾廄救枸柩灸狗玖疚究糾舊苟詬購赳遘雊韭鳩
        gei=kei/ki/kee/kay/ky 乩几嘰基妓姬寄己幾忌技既杞機洎犄璣畿磯箕紀羈肌芰覬記譏飢饑麂 geng=keng 鏡頸 geoi=kui/koi 倨具句居屨巨懼據炬矩舉苣莒踞遽鉅鋸颶齲
        gik=kik/kick 亟戟擊棘極激 gim=kim 儉兼劍撿檢瞼縑 gin=kin 件健堅建毽肩腱見鍵 ging=king 京兢勁境徑憬敬景涇璟痙矜竟競經荊警逕驚 git=kit 傑拮杰桀潔結
        giu=kiu/kew/kue 叫嬌撬矯繳轎驕 go=ko/kaw/kor/koh 個哥歌箇 goek=keuk/keuck 腳 goeng=keung/keong/koung 僵姜彊疆羌薑韁
        goi=koi/koy 垓改該賅 gok=kok 各咯擱桷玨胳覺角鉻閣 gon=kon 干幹杆桿榦稈竿肝趕 gong=kong 剛岡崗扛杠江港絳綱缸肛講釭鋼降 got=kot 割葛
        gou=ko/koo/kou/ku 告杲槁皋稿篙糕縞羔膏誥郜鎬高 gu=ku/koo 估僱古呱咕固姑孤故沽牯瞽罟股菰蛄蠱詁辜鈷錮雇顧鴣鼓 guk=kuk/kook 侷局掬穀菊谷跼轂鞠
        gun=kun/koon 倌冠官棺灌琯盥管罐莞觀貫館鸛 gung=kung/koong 供公共功宮工廾弓恭拱攻蚣貢躬鞏龔 gwaa=kwa/ka/kwah/gwa/kah/gwah 卦寡挂掛瓜褂
        gwaai=kwai/kai/gwai 乖怪拐枴 gwaan=kwan/kan/gwan 慣關鰥 gwaat=kwat/kat/gwat 刮颳 gwai=kwai/kai/gwai 匱圭季悸晷桂櫃歸珪
        瑰癸皈簣詭貴跪軌閨餽鬼鮭鱖龜 gwan=kwan/kan/kwun/gwan/kun/gwun 君均棍滾珺袞軍輥郡鈞鯀 gwang=kwang/kang/kweng/gwang/keng/gweng
        肱薨轟 gwat=kwat/kat/kwut/gwat/kut/gwut 倔崛掘橘骨 gwing=kwing/king/gwing 炯迥
        gwo=kwo/ko/kwaw/gwo/kaw/kwor/gwaw/kor 戈果猓菓裹過 gwok=kwok/kok 國幗廓槨蟈郭 gwong=kwong/kong 光廣洸獷胱誑
        gyun=kuen/kun 倦卷娟捐捲涓狷眷絹鵑 haa=ha/hah 下哈夏廈暇煆瑕蝦遐霞 haai=hai 孩懈揩械蟹諧迦邂鞋駭骸 haak=hak 嚇客赫 haam=ham 函咸啣喊涵菡銜陷餡鹹
        haan=han 僩嫻閑閒限 haang=hang 坑桁 haap=hap 匣呷嗑峽柙狎狹 haau=hau 傚哮嘐孝巧拷效敲校烤考詨酵 hai=hai 係兮奚系繫蹊 hak=hak/hack
        克刻剋黑 ham=ham/hum 勘含坎坩堪崁嵌憾戡撼瞰砍蚶酣闞頷 han=han/hun 墾很恨懇狠痕 hang=hang/heng 亨倖哼啃幸恆恒悻杏珩肯莖蘅行衡鏗 hap=hap/hup
        俠合恰洽溘盍盒瞌磕郃闔頜 hat=hat/hut 乞劾核檄瞎紇翮轄閡 hau=hau/how 侯候厚口后吼喉堠後猴篌逅鱟 hei=hei/hi/hee/hay/hy 僖唏喜嘻嘿器嬉希憩戲晞曦棄欺氣汽烯
        熙熹熺犧琋禧稀羲譆豈起釐 hek=hek 吃喫 heoi=hui/hoi 去吁噓墟栩煦虛訏許詡 him=him 欠謙險 hin=hin 愆憲掀搴牽獻祆縴蜆譴軒遣顯騫 hing=hing 兄卿慶氫磬罄興
        輕馨 hip=hip 勰協怯愜挾歉脅 hiu=hiu/hew/hue 僥囂曉梟橇澆蹺驍 ho=ho/haw/hor/hoh 何可呵坷河苛荷蚵訶賀 hoeng=heung/heong/houng
        享向嚮晌鄉響餉饗香 hoi=hoi/hoy 亥凱剴嗨害愷氦海鎧開 hok=hok 學殼貉鶴 hon=hon 侃刊寒悍捍旱汗漢瀚焊看罕翰銲韓鼾 hong=hong 劻匡吭巷康杭沆筐糠腔航項
        hot=hot 喝暍曷渴褐 hou=ho/hoo/hou/hu 嗥嚎壕好昊毫浩濠灝犒皓耗蒿號蠔豪鄗顥 huk=huk/hook 哭斛酷鵠 hung=hung/hoong 倥兇凶匈哄孔崆恐控汞洪洶烘熊硿
        空紅胸虹訌雄鬨鴻黌 hyun=huen/hun 券勸喧圈壎晅暄渲烜煊煖犬甽畎禤絢萱諼 hyut=huet/hut 血 jaa=ya/yah 也 jai=yai 拽曳洩 jam=yam/yum 任吟壬妊
        嶔欽淫荏蔭衽賃鑫陰霪音飪飲 jan=yan/yun 人仁仞刃印因夤姻孕寅引忍忻恩慇昕欣殷氤焮甄癮紉胤茵蚓訢軔釁銦隱韌 jap=yap/yup 入揖泣浥熠翕邑 jat=yat/yut 一佚佾壹日溢軼逸鎰
        jau=yau/yow 丘休佑侑優又友右咻囿宥尤幼幽悠憂揉攸有柔柚油游滺牖猶猷由疣祐莠蚯誘蹂遊邱郵酉酋釉鈾鞣魷鯈黝鼬 je=ye/yeh 偌冶夜惹椰爺琊耶野 jeoi=yui/yoi 睿芮蕊裔銳
        jeon=yun/yon 潤閏 ji=yi/yee/i/ye/ye 二以伊依倚偯儀兒劓咦咿噫圯夷姨宜已彝怡意懿擬旖易栘椅沂洱漪爾異疑痍矣祎禕移綺義而耳肄胰苡衣訑誼議貳貽迆迤邇醫頤飴
        jik=yik/ik/yick/ick 亦億奕帟弈弋役憶抑掖液疫益睪繹翊翌翼腋臆蜴譯逆驛 jim=yim/im 儼冉厭嚴奄嫌掩染檐淹炎焰焱燄琰簷腌艷苒豔醃釅閻饜驗髯魘鹽龑 jin=yin/in
        偃兗咽唁嚥堰妍嫣宴峴延弦彥涎湮演烟焉然煙燃燕現研硯筵絃縯胭舷莧菸衍言諺賢郾鄢鼴 jing=ying/ing 仍凝刑嚶型塋嬰嬴形影應扔映楹櫻瀅瀛熒營瑛瑩瓔盈硎縈纓膺英螢蠅認贏迎邢郢陘鷹鸚
        jip=yip/ip 曄業燁葉鄴靨頁 jit=yit/it 噎孽熱臬謁 jiu=yiu/iu/yew/ew/yue/ue 吆垚堯夭妖姚嬈搖擾曜榣瑤窯繞耀腰舀蟯要謠遙邀饒鷂
        joek=yeuk/yeuck 弱曰瘧篛籥約若藥虐躍鑰鶸 joeng=yeung/yeong/young 仰佯嚷壤央徉怏恙揚攘暘楊樣殃氧泱洋漾烊煬瘍癢禳秧羊讓釀鍚陽鞅颺養鴦 juk=yuk/yook
        勗堉峪彧慾旭昱欲毓沃浴煜燠獄玉肉育褥辱郁鈺頊 jung=yung/yoong 佣俑傭冗勇嗡壅容庸恿慵戎擁榕湧溶熔用甬絨翁臃茸蓉蓊蛹融踴邕鄘鎔雍 jyu=yu/yue/u/ue 乳予于余俞儒喻噢嚅圄圉如
        妤娛嫗孺宇寓庾御愈愉愚敔於榆歟汝淤渝漁澦濡燸瑜瘀瘉癒盂禦禹禺竽籲紆羽腴臾與茹萸虞蝓蠕裕褕覦語諛諭譽豫輿迂逾遇酗隅雨雩預餘馭魚齬 jyun=yuen/un/yuan 丸元冤原員園圓婉媛完宛怨愿懸汍沅沿淵
        湲源炫猿玄琬瑗眩緣縣苑菀蜿袁軟轅遠鉉鉛阮院願騵鳶鴛 jyut=yuet 乙刖悅月玥穴粵越軏閱 kaau=kau 銬靠 kai=kai 啟契嵇溪稽谿 kam=kam/kum 噙擒琴禽襟
        kan=kan/kun 勤芹 kap=kap/kup 伋及吸岌歙汲級給 kat=kat/kut 咳 kau=kau/kow 叩寇扣搆梂構毬求溝球臼舅裘釦 ke=ke/keh 瘸茄騎
        kei=kei/ki/kee/kay/ky 亓企其冀圻奇岐崎旗暨期棋歧淇琦琪畸祁祇祈祺耆錡驥鰭麒 keoi=kui/koi 佝俱劬區嶇拒拘渠璩瞿衢距軀駒驅 kin=kin 乾虔 king=king
        傾擎檠琼瓊頃鯨 kit=kit 孑挈揭擷碣竭羯訐詰鍥頡黠 kiu=kiu/kew/kue 僑喬橋竅翹蕎 koeng=keung/keong/koung 強繈 koi=koi/koy 丐愒愾慨概溉蓋鈣
        kok=kok 壑恪榷涸確郝 kong=kong 亢伉慷抗炕狂礦 kuk=kuk/kook 曲蛐麴 kung=kung/koong 穹窮 kwai=kwai/kai 夔愧揆攜畦盔睽窺葵虧規逵
        kwan=kwan/kan/kwun/kun 困坤堃崑捆昆梱焜琨睏窘綑羣群菌裙錕髡 kwok=kwok/kok 擴 kwong=kwong/kong 壙曠鄺 kyun=kuen/kun 拳權蜷踡
        kyut=kuet/kut 劂厥孓抉決獗缺蕨觼訣譎蹶闋闕 laai=lai 拉瀨癩籟賴 laam=lam 婪嵐攬檻欖濫籃纜艦藍襤覽 laan=lan 懶攔斕欄瀾爛籣蘭闌 laang=lang 冷
        laap=lap 垃臘蠟邋 lai=lai 例儷勵厲欐澧犁癘礪禮荔蠡蠣醴麗黎 lam=lam/lum 凜懍林淋琳稟臨霖 lap=lap/lup 立笠 lau=lau/low 劉嘍婁摟柳榴樓流溜漏瀏琉留
        瘤瘺硫簍螻遛鏤陋霤餾髏 lei=lei/li/lee/lay/ly 俐俚利吏喱娌履李梨浬漓狸理琍璃痢籬罹莉蒞蜊貍邐里鋰離驪鯉 leoi=lui/loi 侶儡呂唳壘嫘屢慮戾擂旅櫚淚濾磊累縲縷羸膂蕾裏裡褸
        鋁鐳閭雷類騾 leon=lun/lon 侖倫卵吝崙掄淪燐璘磷綸藺論躪輪轔遴鄰鱗麟 leot=lut 律慄栗溧 lik=lik/lick 力曆歷瀝礫酈靂鬲 lim=lim 奩帘廉斂殮濂瀲簾臉鐮
        lin=lin 憐攆楝漣煉練蓮輦連鍊鏈鰱 ling=ling 令伶凌另嶺愣拎昤楞櫺泠玲稜綾羚翎聆苓菱蔆蛉鈴陵零靈領鴒齡 lit=lit 冽列捩洌烈裂 liu=liu/lew/lue 了僚嘹寥寮廖撩料暸
        燎療瞭繚聊遼 lo=lo/law/lor/loh 儸囉玀籮羅蘿螺裸邏鏍鑼 loek=leuk/leuck 掠略 loeng=leung/leong/loung 亮倆兩梁樑涼粱糧良諒輛量魎
        loi=loi/loy 來徠睞耒萊 lok=lok 樂洛烙犖珞絡落酪雒駱 long=long 廊晾朗榔浪狼琅瑯螂郎 lou=lo/loo/lou/lu 佬勞嘮嚕廬擄櫓滷潦瀘爐牢璐癆盧老臚蘆虜賂路鑪露顱
        驢魯鱸鷺鹵 luk=luk/look 僇六戮氯碌祿穋綠逯錄陸鹿麓 lung=lung/loong 嚨壟弄攏朧槓瓏矓窿籠聾隆隴龍 lyun=luen/lun 亂孿巒戀攣欒灤聯鑾鸞 maa=ma/mah
        么嗎嘛媽嬤瑪痲痳碼罵蔴螞蟆馬麻 maai=mai 埋買賣邁霾 maan=man 幔慢晚曼漫縵萬蔓蠻鏝饅鰻 maang=mang 孟氓猛盲艋蜢錳 maau=mau 卯泖牡矛茅茆貌貓鉚 mai=mai
        咪弭瞇米袂謎迷 mak=mak/mack 墨脈貊陌驀麥默 man=man/mun 刎吻問岷愍憫抆抿敏文旻民汶泯湣澠玟紊紋聞蚊閔閩雯 mat=mat/mut 勿密物蜜襪謐 mau=mau/mow
        懋某牟畝眸繆茂謀謬貿 mei=mei/mi/mee/may/my 味娓媚寐尾屘微敉未楣湄眉糜美薇鎂靡魅麋黴 min=min 偭免冕勉娩棉沔湎眠綿緬面麵 ming=ming 冥名命明暝溟皿瞑螟酩銘鳴
        mit=mit 滅篾蔑 miu=miu/mew/mue 妙廟描杪杳淼渺眇瞄秒窈緲苗藐邈 mo=mo/maw/mor/moh 摩摸磨蘑魔麼 mok=mok 剝寞幕漠膜莫 mong=mong 亡妄忘忙惘望
        杗網罔芒茫莽虻蟒輞魍 mou=mo/moo/mou/mu 侮冒務募墓姆姥嫵巫帽慕憮戊拇摹暮模武毋母毛無犛瑁糢耄舞蕪誣謨霧騖髦鵡 mui=mui/mooi 妹媒昧枚梅每沬煤玫莓霉
        muk=muk/mook 木沐牧目睦穆苜 mun=mun/moon 們悶懣捫滿燜瞞門 mung=mung/moong 夢懵朦檬濛矇蒙 mut=mut/moot 抹末歿沒沫秣茉
        naa=na/la/nah/lah 哪拿那 naai=nai/lai 乃奶氖迺 naam=nam/lam 南喃楠男 naan=nan/lan 赧難 naap=nap/lap 吶納鈉
        naau=nau/lau 呶撓橈錨鐃鬧 nai=nai/lai 呢泥 nang=nang/lang/neng/leng 能 nap=nap/lap/nup/lup 粒
        nau=nau/lau/now/low 妞忸扭朽紐耨鈕 nei=nei/lei/ni/li/nee/lee/nay/lay 你妮妳尼彌怩您旎瀰膩餌 neoi=nui/lui/noi/loi 女餒
        ng=ng/eng 五伍午吳吾嗯寤悟晤梧蜈誤鼯 ngaa=nga/a/ngah/ah 牙瓦疋芽蚜衙訝雅 ngaai=ngai/ai 刈崖捱涯艾 ngaak=ngak/ak 詻額
        ngaam=ngam/am 岩巖癌 ngaan=ngan/an 眼贗雁顏 ngaang=ngang/ang 硬 ngaau=ngau/au 咬崤淆爻肴餚 ngai=ngai/ai 倪偽儿危囈巍毅睨羿藝
        蟻詣霓魏 ngan=ngan/an/ngun/un 垠鄞銀齦 ngau=ngau/au/ngow/ow 偶勾牛耦藕鈎鉤 ngo=ngo/o/ngaw/aw/ngor/or/ngoh/oh 俄哦娥峨我臥
        蛾訛餓鵝 ngoi=ngoi/oi/ngoy/oy 呆外皚礙 ngok=ngok/ok 噩岳嶽愕萼鄂鍔顎鱷 ngon=ngon/on 岸 ngong=ngong/ong 昂
        ngou=ngo/o/ngoo/oo/ngou/ou/ngu/u 傲嗷敖熬翱聱遨鏖鼇 nim=nim/lim 唸廿念拈黏 nin=nin/lin 年涊碾 ning=ning/ling 佞嚀寧擰檸濘獰苧
        nip=nip/lip 捏捻涅聶躡鎳鑷 niu=niu/liu/new/lew/nue/lue 嬝尿裊鳥 no=no/lo/naw/law/nor/lor/noh/loh 娜懦挪糯
        noeng=neung/leung/neong/leong/noung/loung 娘孃 noi=noi/loi/noy/loy 內奈耐 nok=nok/lok 諾
        nou=no/lo/noo/loo/nou/lou/nu/lu 努奴弩怒惱瑙腦駑 nung=nung/lung/noong/loong 儂噥濃穠膿農 nyun=nuen/luen/nun/lun
        嫩暖 o=o/aw/ngo/or/ngaw/oh/ngor/ngoh 婀柯珂軻 oi=oi/oy/ngoi/ngoy 哀噯埃愛曖璦藹靄 ok=ok/ngok 堊惡 on=on/ngon 安按案氨銨鞍
        ong=ong/ngong 盎骯 ou=o/oo/ngo/ou/ngoo/u/ngou/ngu 奧媼懊澳襖 paa=pa/pah 怕扒杷爬琶耙趴 paai=pai 俳排派牌箄 paak=pak
        啪帕拍柏栢檗珀魄 paan=pan 扳攀盼 paang=pang 彭棒棚澎烹硼膨鵬 paau=pau 刨匏咆庖拋炮皰砲豹跑鉋鑤 pan=pan/pun 噴嬪牝蘋貧頻顰 pang=pang/peng
        憑朋 pat=pat/put 匹 pei=pei/pi/pee/pay/py 丕仳呸埤婢媲屁披枇毗琵疲痞皮紕脾裨譬鄙鈹陴鼙 pik=pik/pick 僻劈癖辟闢霹 pin=pin 偏片篇編翩胼遍駢騙
        ping=ping 坪姘娉屏平抨拼枰瓶砰聘萍評 piu=piu/pew/pue 剽嫖漂瓢瞟票縹飄鰾 po=po/paw/por/poh 叵坡婆棵破鄱頗 pok=pok 噗扑撲朴樸璞粕釙
        pong=pong 彷徬旁滂蚌螃謗龎龐 pou=po/poo/pou/pu 匍圃抱普泡浦溥莆菩葡蒲袍譜鋪 pui=pui/pooi 佩倍培徘沛珮胚蓓裴賠配陪霈 pun=pun/poon 判拚槃潘盆盤磐
        蟠蹣 pung=pung/poong 捧碰篷芃蓬踫 put=put/poot 潑醱 saa=sa/sah/sha/shah 卅沙灑砂紗耍裟鯊 saai=sai/shai 徙晒曬璽舐
        saam=sam/sham 三縿芟衫 saan=shan/san 傘刪姍孱山拴散栓汕涮潸潺珊疝篡舢訕跚閂 saap=sap/shap 圾霎颯 saat=sat/shat 撒殺煞薩
        sai=sai/shai 世勢嘶噬婿洗犀筮篩細西誓逝駛 sam=sam/sum/sham/shum 嬸審岑心忱森沁沈涔深滲瀋琛甚糝芯諶 san=san/sun/shan/shun 伸呻娠宸慎新晨燊申砷
        神紳脤腎臣莘薪蜃身辛辰鋅 sang=sang/seng/shang/sheng 牲生甥笙 sap=shap/sap/shup/sup 什十拾溼濕 sat=sat/sut/shat/shut 失室實瑟膝
        虱蝨 sau=shau/sau/show/sow 仇修受叟售嗽嗾壽守愁手授搜擻收漱狩獸瘦秀綬繡羞脩艘蒐藪鏽颼餿首 se=se/seh/she/sheh 些佘卸寫射捨瀉社舍蛇賒赦麝
        sei=sei/si/shei/see/shi/say/shee/sy 四死 sek=shek/sek 石碩錫 seoi=shui/sui/shoi/soi 垂墅帥悴歲水燧瑞瘁睡睢碎祟稅穗箠粹絮綏緒胥
        萃衰誰誶遂邃醑陲隧雖需須髓 seon=shun/sun/shon/son 信唇巽徇榫殉汛洵淳潠皴瞬筍純脣舜荀訊詢迅遜醇順馴鶉 seot=sut/shut 卹恤戌摔朮率蟀術述
        si=sze/shi/see/si/sz/shee 事仕使侍史司嗜塒士尸屍屎市師廝弒思撕斯施是時氏泗獅示私絲肆視試詩豉鍶駟鷥 sik=sik/sick/shik/shick 嗇奭媳式息悉惜拭昔晰析淅潟
        熄穡色蜥蝕螫蟋識軾適釋食飾骰 sim=sim/shim 嬋禪蟬蟾閃陝 sin=sin/shin 仙倩先冼善扇擅澶煽癬秈綪線繕羨腺膳茜蒨蘚贍銑霰鮮鱔 sing=sing/shing 丞乘剩勝升城姓性惺成
        承昇星猩盛繩聖聲腥誠賸醒陞 sit=sit/shit 屑楔泄燮竊紲舌薛褻 siu=siu/sew/shiu/sue/shew/shue 兆嘯宵小少消瀟燒硝笑筱篠簫紹肇蕭逍邵銷霄韶
        so=so/saw/sho/sor/shaw/soh/shor/shoh 傻唆嗦娑所梭梳瑣疏簑莎蓑蔬鎖 soeng=sheung/seung/sheong/seong/shoung/soung
        上傷償商嘗嚐嫦孀尚常廂徜想殤湘瓖相箱裳襄觴賞鑲雙霜 sok=sok/shok 朔索 song=song/shong 喪嗓塽桑爽 sou=so/soo/sho/sou/shoo/su/shou/shu
        嗉囌塑嫂掃搔數溯甦穌素繅蘇訴酥騷鬚 suk=suk/sook/shuk/shook 倏叔塾夙孰宿屬淑熟粟縮肅菽蓿蜀贖 sung=sung/soong/shung/shoong 宋崇崧嵩悚慫淞聳送鬆
        syu=shue/sue/shu/su 姝庶恕戍抒暑書樞樹橾殊舒薯藷豎輸黍鼠 syun=suen/sun/shuen/shun 吮孫宣損旋漩瑄璇璿痠算篆船蒜蓀選酸飧
        syut=shuet/suet/shut/sut 說雪 taa=ta/tah 他她它牠 taai=tai 太態汰泰貸 taam=tam 探撢曇潭痰罈覃談譚貪 taan=tan 嘆坍坦壇攤檀歎毯灘炭疸癱
        碳袒 taap=tap 塌塔榻漯遢 tai=tai 剃啼嚏堤娣屜提替梯涕緹蹄銻隄題體 tang=tang/teng 滕疼籐藤謄騰 tau=tau/tow 偷投透頭 tek=tek 踢
        teng=teng 廳 teoi=tui/toi 推腿蛻退頹 tim=tim 忝恬添甜舔 tin=tin 填天滇田畋腆鈿闐靦 ting=ting 亭停听婷庭廷挺梃汀聽艇蜓霆 tip=tip 帖貼
        tit=tit 鐵餮 tiu=tiu/tew/tue 佻挑條眺窕蜩覜跳迢頫 toi=toi/toy 台怠抬枱檯殆胎臺苔薹跆邰颱 tok=tok 托拓柝託 tong=tong 倘儻唐堂塘帑搪棠淌湯熨燙瑭
        糖膛螳趟躺醣鏜 tou=to/too/tou/tu 兔凃叨吐啕圖土塗套屠徒掏桃檮洮涂淘滔濤燾禱絛肚荼菟萄討逃途酴陶韜饕 tung=tung/toong 仝佟僮同峂峒彤曈桐桶潼痛瞳童筒統通銅
        tyun=tuen/tun 團屯糰臀豚 uk=uk/ook/nguk/ngook 屋 waa=wa/wah 划哇嘩娃樺汙窪華蛙話譁踝 waai=wai 坏壞懷槐歪淮 waak=wak 劃惑或畫
        waan=wan 宦寰幻彎患挽澴灣環綰豢輓還鍰頑 waang=wang 橫 waat=wat 挖斡滑猾 wai=wai 位倭偉卉唯喂喟圍圩委威尉崴帷幃彗彙惟惠慧慰暐桅毀渭濰為煒燬爲猥瑋畏痿穢維緯胃萎葦
        葳蔚蕙薈虺衛衞褽諉諱謂逶違遺闈韋餵 wan=wan/wun 云允勻塭尹慍昀暈氳混温渾溫琿瘟穩筠紜耘芸蘊贇赟運醞隕雲韻餛魂 wang=wang/weng 宏弘泓閎 wat=wat/wut 屈聿鬱
        wing=wing 嶸榮永泳穎詠頴 wo=wo/waw/wor/woh 和堝媧渦禍禾窠窩萵蝸鍋 wok=wok 擭濩獲穫 wong=wong 凰尢往徨惶旺枉汪湟煌王璜皇磺篁簧蝗遑隍韹黃黄
        wu=wu/u/woo/oo 互嗚圬塢壺弧戶扈捂污沍湖滬烏狐瑚瓠糊胡芋葫蝴護鄔鎢鬍 wui=wui/ui/wooi/ooi 偎匯回徊會滙煨燴茴蛔迴 wun=wun/un/woon/oon 剜喚垣奐惋換
        援桓洹渙煥爰玩瘓皖碗緩腕豌 wut=wut/ut/woot/oot 活 zaa=cha/chah/tsa/ja/tsah/jah 乍偺吒咋咱喳搾撾榨渣炸詐 zaak=chak/tsak/jak
        嘖宅摘擇擲澤窄笮蚱謫責躑 zaam=cham/tsam/jam 嶄斬暫湛站簪蘸鏨 zaan=chan/tsan/jan 僎撰昝棧瓚盞綻讚賺贊 zaang=tsang/chang/jang 爭諍
        zaap=chap/tsap/jap 匝眨砸習襲閘集雜 zaau=chau/tsau/jau 嘲找抓棹櫂爪罩肘驟 zai=chai/tsai/jai 仔制劑囝掣擠滯濟祭製躋際霽
        zak=chak/chack/tsak/jak/tsack/jack 仄側則 zam=cham/chum/tsam/jam/tsum/jum 怎斟朕枕浸砧箴針鴆
        zan=chan/chun/tsan/jan/tsun/jun 圳振珍真縝賑鎮陣震 zang=tsang/chang/tseng/cheng/jang/jeng 僧增崢憎掙曾猙睜箏繒贈錚
        zap=chap/chup/tsap/jap/tsup/jup 執汁 zat=chat/chut/tsat/jat/tsut/jut 侄姪嫉疾窒蛭質
        zau=chau/chow/tsau/jau/tsow/jow 冑周咒啁啾奏宙就岫州帚揍揪晝洲皺籀紂縐胄舟袖走週鄒鄹酒陬 ze=tse/che/tseh/cheh/je/jeh 借嗟姐榭者蔗謝赭這遮鷓
        zek=chek/tsek/jek 摭炙瘠隻 zeng=cheng/tseng/jeng 井鄭 zeoi=tsui/chui/tsoi/choi/jui/joi 叙咀嘴墜嶼序惴敘最沮狙疽砠綴罪聚蕞蛆贅
        追醉錐隹齟 zeon=chun/chon/tsun/jun/tson/jon 俊儘准峻晉榛樽津浚準溱濬焌燼畯盡竣縉肫臻蓁諄進遵雋駿 zi=chi/tsz/tze/chee/tse 之伺俟兕卮只吱咨咫嗣
        址姊姿子字孜孳寺峙巳徵志恣指摯支旨智枝梓梔止沚治淄滋滓漬玆痔痣知祀祉祗稚籽紙紫緇緻置耜肢胝脂自至致芝芷茲蜘衹訾誌諮貲資趾躓輊輜錙雉飼髭齜
        zik=chik/chick/tsik/jik/tsick/jick 值勣即唧夕寂席植殖汐直矽磧稷積籍績織職脊蓆藉跡蹟鯽 zim=tsim/chim/jim 佔占尖沾漸瞻粘臢詹譫霑
        zin=chin/tsin/jin 剪展戰氈湔濺煎箋箭羶荐薦賤輾闡韉顫餞 zing=tsing/ching/jing 偵婧幀征怔政整旌晶楨正淨症癥睛禎精菁蒸証證貞阱靖靜
        zip=chip/tsip/jip 囁接摺楫浹褶輒 zit=chit/tsit/jit 哲喆截折捷櫛浙睫節蜇 ziu=chiu/chew/tsiu/chue/jiu/tsew/jew/tsue
        剿勦召招椒沼炤焦照礁蕉詔趙醮 zo=cho/chaw/tso/chor/jo/tsaw/choh/jaw 佐俎助坐左座詛阻
        zoek=cheuk/cheuck/tseuk/jeuk/tseuck/jeuck 勺嚼妁斫焯爵着酌雀鵲
        zoeng=cheung/cheong/tseung/choung/jeung/tseong/jeong/tsoung 丈仗像匠將帳幛張彰掌杖槳樟橡漲漳漿獎獐璋瘴章脹蔣蟑象賬醬障
        zoi=choi/choy/tsoi/joi/tsoy/joy 再哉在宰栽災載 zok=chok/tsok/jok 作擢昨柞濯砟鑿 zong=chong/tsong/jong 壯奘妝撞樁狀臟臧莊葬裝贓
        髒 zou=cho/choo/tso/chou/jo/tsoo/chu/joo 做早棗灶皂祖祚租糟組藻蚤造遭 zuk=chuk/chook/tsuk/juk/tsook/jook 俗囑妯捉族濁燭矚祝竹
        竺筑築粥續觸足躅軸逐鏃鐲 zung=chung/choong/tsung/jung/tsoong/joong 中仲傯宗忠忪棕盅眾種粽終綜縱總腫舂衷訟誦踵蹤鍾鐘頌鬃
        zyu=chu/chue/tsu/ju/tsue/jue 主住侏拄朱株注渚煮珠硃箸茱著蛀蛛註誅諸豬跦銖鑄駐 zyun=chuen/chun/tsuen/juen/tsun/jun 囀專尊撙磚纂轉鐫鑽顓
        """

    /// How surnames are spelt, likeliest first, readings of other regions among them: `陳=chan/chen/…`.
    static let surnames = """
        陳=chan/chen/tan/chin 李=lee/li/lei 黃=wong/huang/bong/ng/vong 張=cheung/zhang/chang/cheong
        梁=leung/liang/leong 林=lam/lin/lim 劉=lau/liu/lao 吳=ng/wu/ung/eng 何=ho/he
        鄭=cheng/zheng/tay/chang 王=wong/wang/vong 周=chow/chau/zhou/chou 楊=yeung/yang/young
        羅=lo/law/luo 葉=yip/ip/ye/yeh 鄧=tang/deng 曾=tsang/zeng/tseng 郭=kwok/guo/kuo 黎=lai/li
        蔡=choi/tsoi/cai/tsai/choy 馮=fung/feng 謝=tse/xie/tze 許=hui/xu/hsu/hoi 譚=tam/tan 蘇=so/su
        余=yu/yue/u/yee 徐=tsui/chui/xu/hsu 盧=lo/lu/loo 麥=mak/mai 馬=ma 趙=chiu/zhao/chao 胡=wu/woo/hu
        鍾=chung/zhong 朱=chu/zhu/choo 潘=poon/pun/pan 彭=pang/peng 江=kong/jiang/kiang 莫=mok/mo
        呂=lui/lu/lyu/loi 廖=liu/liao/liew 關=kwan/guan 蕭=siu/xiao/shiu 袁=yuen/yuan 方=fong/fang
        伍=ng/wu 高=ko/gao/kao/go 温=wan/wen 溫=wan/wen 洪=hung/hong 沈=shum/shen/sum/sham 區=au/ou/ow
        唐=tong/tang 邱=yau/qiu/chiu 雷=lui/lei 孫=suen/sun/shuen 姚=yiu/yao 杜=to/du 湯=tong/tang
        戴=tai/dai 文=man/wen 陸=luk/lu 賴=lai 莊=chong/zhuang/chuang 鄺=kwong/kuang 歐=au/ou 侯=hau/hou
        石=shek/shi 程=ching/cheng 古=ku/koo/gu 甘=kam/gan 施=sze/shi/see/si 翁=yung/weng 范=fan
        簡=kan/jian 岑=sham/shum/cen 冼=sin/xian 蔣=tseung/cheung/jiang/chiang 魏=ngai/wei 曹=tso/cho/cao
        任=yam/ren/yum 傅=fu/foo 阮=yuen/ruan 丘=yau/qiu 汪=wong/wang 董=tung/dong 韓=hon/han
        詹=chim/tsim/zhan 柯=or/o/ke 顏=ngan/yan 丁=ting/ding 宋=sung/song 游=yau/you 鄒=chau/chow/zou
        梅=mui/mei 龍=lung/long 田=tin/tian 尹=wan/yin 溫=wan/wen 歐陽=auyeung/ouyang 倫=lun
        連=lin/lian 夏=ha/xia 姜=keung/jiang 凌=ling 陶=to/tao 韋=wai/wei 龔=kung/gong 孔=hung/kong
        邵=shiu/siu/shao 司徒=szeto 卓=cheuk/zhuo 駱=lok/luo 霍=fok/huo 勞=lo/lao 康=hong/kang
        利=lee/lei/li 招=chiu/zhao 俞=yu 熊=hung/xiong 白=pak/bai 金=kam/jin 萬=man/wan 章=cheung/zhang
        容=yung/rong 畢=but/bi 佘=she/shea/seh 敖=ngo/ao 禤=huen 巫=mo/wu 屈=wat/qu 符=fu 車=che/cheh
        藍=lam/lan 樊=fan 倪=ngai/ni 崔=chui/tsui/cui 武=mo/wu 殷=yan/yin 談=tam 紀=kei/ji 饒=yiu/rao
        秦=chun/qin 賀=ho/he 植=chik 蒙=mung 史=sze/shi 成=shing/cheng 涂=to/tu 柳=lau/liu 寧=ning
        岳=ngok/yue 祝=chuk 葛=kot/ge 上官=sheungkwun/shangguan 粘=nim 盤=poon
        """
}
