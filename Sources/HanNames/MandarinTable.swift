// Readings of characters: Unicode Character Database 14.0 and 15.0, Unihan, field kMandarin; cut to the
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

/// The Mandarin readings of the characters of names, in pinyin.
enum MandarinTable {
    /// Entries of a syllable and its characters: `an= 俺安…`.
    ///
    /// The syllables are pinyin without tones, ü as u, taken from the first reading of the Unihan field kMandarin.
    static let syllables = """
        a= 啊阿 ai= 哀噯埃愛捱曖璦癌皚礙艾藹閡靄 an= 俺安岸庵按暗案氨菴諳銨鞍鵪黯 ang= 昂盎骯 ao= 傲凹嗷奧媼懊拗敖澳熬翱聱襖遨鏖鼇 ba= 八叭吧壩巴扒把拔捌灞爸疤笆罷耙芭跋霸靶
        bai= 佰拜擺敗柏栢白百襬 ban= 伴半姅扮扳拌搬斑板版班瓣瘢絆舨般辦鈑闆阪頒 bang= 傍幫梆棒榜磅綁膀蚌謗邦鎊 bao= 保包堡報寳寶抱暴爆胞苞葆薄褒褓豹鉋鑤雹飽鮑 bei= 倍備北卑孛悖悲
        憊揹杯焙狽盃碑背蓓被貝輩邶鋇陂 ben= 奔本畚笨苯 beng= 泵迸 bi= 俾匕嗶壁妣婢幣庇弊弼彼必愎敝斃比沘璧畢痺碧筆箄篦臂蔽薜裨襞詖賁蹕逼避鄙鉍閉陛鼻 bian= 便匾卞弁扁汴砭編蝙褊變貶辨辮
        辯遍邊釆鞭 biao= 婊彪標膘表錶鏢鑣驃鰾 bie= 別彆癟鱉 bin= 儐彬斌檳殯濱瀕繽臏豳賓鑌鬢 bing= 丙並併兵冰并摒柄炳病秉稟鉼餅 bo= 亳伯剝博帛搏播檗波玻箔簸膊舶菠蔔蘗跛鈸鉑駁
        bu= 不佈卜哺埔埠布怖捕步簿補誧部鈽 ca= 擦 cai= 彩才採材猜睬綵纔菜蔡裁財踩采 can= 參孱慘慚摻殘燦璨蠶餐 cang= 倉傖滄艙蒼藏 cao= 嘈操曹槽漕糙草 ce= 側冊廁惻測策
        cen= 岑涔 ceng= 層曾 cha= 叉察岔差插搽查茶詫 chai= 儕拆柴豺釵齜 chan= 儳剷嬋巉懺攙毚潺澶產禪纏羼蟬蟾讒鏟闡顫饞 chang= 倀倡償唱嘗嚐場娼嫦常廠徜悵敞昌暢氅猖腸萇鯧
        chao= 勦吵嘲巢抄晁朝潮炒焯超鈔 che= 坼徹扯掣撤澈車 chen= 塵宸忱晨櫬沉琛疢瞋縝臣襯諶讖趁辰陳 cheng= 丞乘呈城懲成承撐橙澄瞠秤程稱誠逞騁 chi= 侈叱吃呎啻喫嗤墀尺弛恥持敕斥
        池熾痴癡笞翅蚩褫赤踟遲飭馳魑齒 chong= 充冲寵崇憧沖翀舂虫蟲衝 chou= 丑仇儔惆愁抽疇稠籌綢臭裯躊酬醜 chu= 儲出初廚杵楚楮櫥歜畜矗礎芻處褚觸躇鋤除雛齣 chuai= 揣踹 chuan=
        串傳喘川穿舛船釧 chuang= 創幢床愴牀瘡窗闖 chui= 吹垂捶椎槌炊箠錘鎚陲 chun= 唇春淳純脣蠢醇鶉 chuo= 戳綽齪 ci= 伺刺慈次此瓷疵磁祠茨詞賜辭雌 cong= 匆叢囪從樅淙琮
        聰蔥 cou= 湊輳 cu= 促簇粗蹙蹴醋 cuan= 爨竄篡 cui= 催崔悴摧淬璀瘁粹翠脆萃 cun= 吋存寸忖村皴 cuo= 厝嵯挫措搓磋蹉銼錯 da= 大怛打搭瘩答褡達靼 dai= 代呆岱帶待
        怠戴歹殆玳袋貸迨逮黛 dan= 丹但啖啗單彈憚撢擔旦氮淡澹疸簞耽膽蛋誕 dang= 儅噹擋檔當盪蕩襠讜鐺黨 dao= 倒刀到叨導島悼搗燾盜禱稻蹈道 de= 得德的 deng= 凳嶝燈登瞪磴等蹬鄧
        di= 低嘀地堤娣嫡帝底弟抵敵柢棣氐滌滴牴狄砥笛第締翟荻蒂詆諦迪遞邸鏑隄 dian= 佃典墊奠巔店惦殿滇澱玷甸癲碘電靛顛點 diao= 凋刁叼吊弔彫掉碉調貂釣雕鯛 die= 喋牒疊碟絰耋蝶諜跌迭
        ding= 丁仃叮定盯訂酊釘錠頂鼎 diu= 丟 dong= 冬凍動咚峒恫懂東棟洞湩胴董鼕 dou= 兜抖斗枓痘竇脰蚪豆逗陡鬥 du= 嘟堵妒度杜櫝毒渡瀆牘犢獨督睹篤肚蠹讀賭都鍍髑黷 duan=
        斷段短端緞耑鍛 dui= 兌堆對碓隊 dun= 噸囤墩惇敦沌盹蹲遁鈍頓 duo= 剁墮多奪惰朵綞跺躲 e= 俄厄呃噩堊娥婀峨惡愕扼萼蛾訛詻遏鄂鍔額顎餓鱷鵝 en= 恩 er= 二儿兒洱爾而耳貳邇餌
        fa= 乏伐法琺發砝筏罰醱閥髮 fan= 凡反墦帆幡梵樊氾汎泛煩犯番礬範繁繙翻范蕃藩販返釩飯 fang= 仿倣坊妨彷房放方枋紡肪舫芳訪防 fei= 匪吠妃屝廢扉斐沸痱翡肥肺腓芾菲誹費霏非飛 fen=
        份分吩墳奮忿憤棻氛汾焚粉糞紛芬 feng= 丰俸奉封峯峰楓烽瘋縫蜂諷豐逢鋒風馮鳳 fou= 否缶 fu= 付伏伕佛俘俯傅副匐咐夫婦孚孵富幅府弗彿復怫扶拂撫敷斧服氟浮涪父甫福符紱紼縛腐腑腹膚芙芣菔蝠袱複
        覆訃負賦賻赴趺輔輻釜鈇阜附頫馥駙麩 ga= 呷噶尬 gai= 丐垓改概溉蓋該賅鈣 gan= 乾坩尷干幹感敢杆柑桿榦橄淦甘疳稈竿肝贛趕 gang= 剛岡崗杠槓港綱缸肛釭鋼 gao= 告搞杲槁皋稿篙糕縞羔
        膏誥郜高 ge= 個割各咯哥戈擱格歌箇胳膈葛閣閤隔革骼鬲鴿 gei= 給 gen= 亙根艮跟 geng= 哽埂庚更梗羹耕耿賡 gong= 供公共功宮工廾弓恭拱攻汞肱蚣貢躬鞏龔 gou= 佝勾垢夠媾搆枸
        構溝狗苟詬購遘鈎鉤雊 gu= 估僱古呱咕固姑孤故沽牯瞽穀罟股菰蛄蠱詁谷轂辜鈷錮雇顧骨鴣鼓 gua= 刮卦寡挂掛瓜褂颳 guai= 乖怪拐枴 guan= 倌冠官慣棺灌琯盥管罐莞觀貫關館鰥鸛 guang=
        光廣洸獷胱 gui= 傀匱圭晷桂櫃歸珪瑰癸皈規詭貴跪軌閨鬼鮭鱖龜 gun= 棍滾袞輥鯀 guo= 國堝幗果槨猓菓蟈裹過郭鍋 ha= 哈蛤 hai= 亥咳嗨孩害氦海還駭骸 han= 函含喊寒悍憾捍撼旱汗
        涵漢瀚焊罕翰菡蚶酣銲韓頷鼾 hang= 杭沆珩航 hao= 嗥嚎壕好昊毫浩濠灝皓耗蒿號蠔豪貉郝鄗鎬顥 he= 何劾合呵和喝壑曷核河涸盍盒禾紇翮荷蚵褐訶賀赫郃闔頜鶴 hei= 嘿黑 hen= 很恨狠痕
        heng= 亨哼恆恒桁橫蘅衡 hong= 哄宏弘泓洪烘紅薨虹訌轟閎鬨鴻黌 hou= 侯候厚后吼喉堠後猴篌逅鱟 hu= 乎互呼唬囫壺弧忽惚戶扈斛楛沍湖滬狐琥瑚瓠糊胡葫虎蝴護鬍鵠 hua= 划劃化嘩樺滑猾
        畫花華話譁 huai= 坏壞徊懷槐淮踝 huan= 喚奐宦寰幻患換桓歡洹渙澴煥環瘓緩豢鍰 huang= 凰幌徨恍惶慌晃湟煌璜皇磺篁簧肓荒蝗謊遑隍韹黃黄 hui= 匯卉喙回彗彙徽恢悔惠慧揮晦暉會毀滙灰燬
        燴穢茴蕙薈虺蛔詼誨諱輝迴麾 hun= 婚昏梡混渾琿葷餛魂 huo= 伙夥惑或活濩火獲禍穫貨霍 ji= 乩亟伋冀几劑勣即及吉唧嘰圾基妓姬嫉季寂寄岌嵇己幾忌急悸戟技擊擠既暨棘楫極機汲洎激濟犄璣畸畿疾瘠磯祭
        稷稽積箕籍紀級績繼羈肌脊芰薊薺藉覬計記譏跡蹟躋際集雞霽飢饑驥髻麂 jia= 伽佳假傢價加嘉夾嫁家架浹珈甲痂稼胛茄莢葭袈豭賈迦鉀頰駕 jian= 件健儉兼剪劍囝堅奸姦尖建揀撿柬檢毽減湔漸澗濺煎監瞼筧箋箭
        簡緘縑繭肩腱艦艱荐菅薦見諫賤踐鍵鑑鑒間韉餞鹼 jiang= 僵匠姜將彊槳江漿獎疆絳蔣薑講醬降韁 jiao= 交僥剿叫姣嬌攪教椒澆焦狡皎矯礁窖絞繳腳膠蕉蛟角跤較轎郊酵醮鉸餃驕鮫 jie= 介借傑嗟姐孑屆
        戒截拮捷接揭杰桀潔界疥皆睫碣竭節結羯芥街解訐詰誡階 jin= 今僅儘勁噤巾斤晉津浸燼瑾盡矜禁筋緊縉襟覲觔謹近進金錦靳饉 jing= 井京兢境婧徑憬敬旌景晶涇淨璟痙睛竟競粳精經荊莖菁警逕鏡阱靖靜頸驚鯨
        jiong= 炯窘迥 jiu= 久九咎啾就廄揪救柩灸玖疚究糾臼舅舊赳酒韭鳩 ju= 侷俱倨具句咀局居屨巨懼拒拘掬據桔橘沮炬狙疽矩砠聚舉苣莒菊距跼踞遽鉅鋸鞠颶駒齟 juan= 倦卷娟捐捲涓狷眷絹鐫雋鵑
        jue= 倔劂厥嚼孓崛抉掘攫桷決爵獗玨蕨覺觼訣譎蹶 jun= 俊君均峻浚濬焌珺畯竣菌軍郡鈞駿 ka= 咖 kai= 凱剴愒愷愾慨揩鎧開 kan= 侃刊勘坎堪崁戡檻看瞰砍闞 kang= 亢伉康慷扛抗炕糠
        kao= 拷烤犒考銬靠 ke= 克刻可嗑坷客恪柯棵殼渴溘珂瞌磕科稞窠苛蝌課軻顆髁 kei= 剋 ken= 啃墾懇肯齦 keng= 吭坑鏗 kong= 倥孔崆恐控硿空 kou= 口叩寇扣釦 ku=
        哭庫枯窟苦褲酷骷 kuai= 塊快筷 kuan= 寬款髖 kuang= 劻匡壙曠況狂礦筐誑鄺 kui= 喟夔奎愧揆盔睽窺簣葵虧逵餽魁 kun= 困坤堃崑捆昆梱焜琨睏綑錕髡 kuo= 廓擴闊 la=
        垃拉臘蠟邋 lai= 來徠瀨癩睞籟萊賴 lan= 婪嵐懶攔攬斕欄欖濫瀾爛籃籣纜藍蘭襤覽闌 lang= 廊朗榔浪狼琅瑯螂郎 lao= 佬勞嘮姥潦烙牢癆老酪 le= 了樂 lei= 儡壘嫘擂淚磊累縲羸耒蕾
        鐳雷類 leng= 冷愣楞稜 li= 例俐俚儷利力勵厲吏唳喱娌慄戾曆李栗梨欐歷浬溧漓澧瀝犁狸理琍璃痢癘礪礫禮立笠籬粒罹荔莉蒞蜊蠡蠣裏裡貍邐酈醴里鋰鎘隸離靂驪鯉麗黎 lia= 倆 lian= 奩帘廉憐戀
        斂楝殮漣濂瀲煉簾練聯臉蓮連鍊鏈鐮鰱 liang= 亮兩晾梁樑涼粱糧良諒輛量魎 liao= 僚嘹寥寮廖撩料暸燎療瞭繚聊遼 lie= 冽列捩洌烈裂 lin= 凜吝懍拎林淋燐琳璘痳磷臨藺賃躪轔遴鄰霖鱗麟
        ling= 令伶凌另嶺昤櫺泠玲綾羚翎聆苓菱蔆蛉鈴陵零靈領鴒齡 liu= 六劉柳榴流溜瀏琉留瘤硫遛鉚霤餾 long= 嚨壟攏朧瓏矓窿籠聾隆隴龍 lou= 嘍婁摟樓漏瘺簍螻鏤陋髏 lu= 侶僇呂嚕屢履廬律
        慮戮擄旅櫓櫚氯滷濾瀘爐率璐盧碌祿穋綠縷膂臚蘆虜褸賂路逯鋁錄鑪閭陸露顱驢魯鱸鷺鹵鹿麓 luan= 亂卵孿巒攣欒灤鑾鸞 lue= 掠略 lun= 侖倫崙掄淪綸論輪 luo= 儸囉洛漯犖玀珞籮絡羅落蘿螺裸邏
        鉻鏍鑼雒駱騾 ma= 嗎嘛媽嬤瑪痲碼罵蔴螞蟆馬麻 mai= 埋脈買賣邁霾麥 man= 屘幔慢曼滿漫瞞縵蔓蠻鏝饅鰻 mang= 忙杗氓盲芒茫莽蟒 mao= 冒卯帽懋毛泖犛瑁矛耄茂茅茆貌貓貿錨髦 me=
        么麼 mei= 妹媒媚寐昧枚梅楣每沒沬湄煤玫眉美莓袂鎂霉魅黴 men= 們悶懣捫燜門 meng= 夢孟懵朦檬濛猛矇艋蒙虻蜢錳 mi= 咪密弭彌敉泌瀰瞇祕秘米糜蜜謎謐迷靡麋 mian= 偭免冕勉娩棉沔湎
        澠眠綿緬面麵 miao= 妙廟描杪淼渺眇瞄秒緲苗藐邈 mie= 滅篾蔑 min= 岷愍憫抿敏旻民泯湣皿閔閩 ming= 冥名命明暝溟瞑螟酩銘鳴 miu= 謬 mo= 墨寞抹摩摸摹末模歿沫漠磨秣糢膜茉莫
        蘑謨貊陌驀魔默 mou= 某牟眸繆謀 mu= 募墓姆幕慕拇暮木母沐牡牧畝目睦穆苜 n= 嗯 na= 吶哪娜拿納那鈉 nai= 乃奈奶妳氖耐迺 nan= 南喃楠男赧難 nao= 呶惱撓瑙腦蟯鐃鬧 ne=
        呢 nei= 內餒 nen= 嫩 neng= 能 ni= 你倪妮尼怩擬旎泥睨膩逆霓 nian= 唸年廿念拈捻攆涊碾輦黏 niang= 娘孃釀 niao= 嬝尿裊鳥 nie= 囁孽捏涅聶臬躡鎳鑷
        nin= 您 ning= 佞凝嚀寧擰檸濘獰苧 niu= 妞忸扭牛紐鈕 nong= 儂噥弄濃穠膿農 nou= 耨 nu= 努女奴弩怒駑 nuan= 暖煖 nue= 瘧虐 nuo= 懦挪糯諾 o=
        哦喔噢 ou= 偶嘔歐毆甌耦藕鷗 pa= 啪帕怕杷爬琶葩趴 pai= 俳徘拍排派湃牌 pan= 判叛拚攀槃潘畔盤盼磐蟠蹣 pang= 乓徬旁滂胖螃龎龐 pao= 刨匏咆庖拋泡炮皰砲袍跑 pei=
        佩呸培沛珮胚裴賠轡配陪霈 pen= 噴盆 peng= 彭抨捧朋棚澎烹砰硼碰篷膨芃蓬踫鵬 pi= 丕仳僻劈匹埤媲屁披枇毗琵疋疲痞癖皮紕脾譬辟鈹闢陴霹鼙 pian= 偏片篇翩胼駢騙 piao= 剽嫖漂瓢瞟
        票縹飄 pin= 品姘嬪拼牝聘貧頻顰 ping= 乒坪娉屏平憑枰瓶萍蘋評 po= 叵坡婆泊潑珀破粕迫鄱釙頗魄 pou= 剖 pu= 仆僕匍噗圃扑撲普曝朴樸浦溥濮瀑璞脯莆菩葡蒲譜蹼鋪 qi= 七乞亓企俟
        其啟器圻奇契妻岐崎悽慼憩戚旗期杞柒棄棋棲槭欺歧氣汽泣淇淒漆琦琪畦砌磧祁祇祈祺綺耆臍萋豈起蹊錡騎鰭麒齊 qia= 恰洽 qian= 仟倩前千嵌愆搴欠歉淺牽綪縴芊茜蒨虔謙譴遣遷鉛錢阡韆騫 qiang=
        嗆強戕搶槍檣牆繈羌腔薔鎗鏘 qiao= 俏僑喬峭巧悄愀憔撬敲樵橇橋瞧竅翹蕎誚譙蹺鍬鞘 qie= 且切怯愜挈竊鍥 qin= 侵勤噙寢嶔撳擒欽沁溱琴禽秦芹親 qing= 傾卿情慶擎晴檠氫清磬罄蜻請輕青頃
        qiong= 琼瓊穹窮 qiu= 丘囚梂毬求泅球秋蚯裘邱酋鞦鰍 qu= 劬區去取娶屈嶇曲渠璩瞿蛆蛐衢趣趨軀驅麴齲 quan= 佺全券勸圈拳權泉犬畎痊荃蜷詮踡銓 que= 榷瘸確缺闋闕雀鵲 qun=
        羣群裙 ran= 冉染然燃苒髯 rang= 嚷壤攘禳讓 rao= 嬈擾橈繞饒 re= 惹熱 ren= 人仁仞任刃壬妊忍紉荏衽認軔韌飪 reng= 仍扔 ri= 日 rong= 冗容嶸戎榕榮溶熔絨茸蓉融
        鎔 rou= 揉柔肉蹂鞣 ru= 乳儒入嚅如孺汝濡燸茹蠕褥辱 ruan= 軟阮 rui= 瑞睿芮蕊銳 run= 潤閏 ruo= 偌弱篛若鶸 sa= 卅撒灑薩颯 sai= 賽 san= 三傘散糝
        sang= 喪嗓桑 sao= 嫂掃搔繅騷 se= 嗇瑟穡色 sen= 森 seng= 僧 sha= 傻剎廈殺沙煞砂紗莎裟霎鯊 shai= 晒曬篩 shan= 刪善姍山扇擅杉柵汕潸煽珊疝縿繕羶膳舢芟衫訕
        贍跚閃陝鱔 shang= 上傷商尚晌殤裳觴賞 shao= 勺少燒紹芍邵韶 she= 佘奢射捨歙社舌舍蛇設賒赦麝 shen= 什伸呻哂娠嬸審慎沈深滲瀋燊甚申砷神紳脤腎莘蜃身 sheng= 剩勝升昇牲生甥
        盛笙繩聖聲賸陞 shi= 世事仕似使侍勢匙十史嗜噬塒士失奭始室實尸屍屎市師式弒恃拭拾施是時柿氏溼濕獅矢石示筮舐虱蝕蝨螫視試詩誓識豉豕軾逝適釋食飾駛 shou= 受售壽守手授收狩獸瘦綬首 shu=
        倏叔塾墅姝孰屬庶恕戍抒數暑曙書朮束梳樞樹橾殊淑漱熟疏署舒菽蔬薯藷蜀術豎贖輸述黍鼠 shua= 刷耍 shuai= 帥摔蟀衰 shuan= 拴栓涮閂 shuang= 塽孀爽雙霜 shui= 水睡稅誰
        shun= 吮瞬舜順 shuo= 妁朔碩說 si= 兕司嗣嘶四姒寺巳廝思撕斯死泗祀私絲耜肆飼駟鷥 song= 宋崧嵩忪悚慫松淞聳訟誦送鍶頌鬆 sou= 叟嗽嗾搜擻艘蒐藪颼餿 su= 俗嗉囌塑夙宿溯甦穌
        簌粟素肅蘇訴速酥 suan= 痠算蒜酸 sui= 歲燧睢碎祟穗綏誶遂邃隋隧隨雖髓 sun= 孫損榫筍蓀飧 suo= 唆嗦娑所梭瑣簑索縮蓑鎖 ta= 他塌塔她它拓榻牠獺踏蹋遝遢 tai= 台太態抬枱檯汰
        泰胎臺苔薹跆邰颱 tan= 嘆坍坦壇探攤曇檀歎毯潭灘炭痰癱碳罈袒覃談譚貪 tang= 倘儻唐堂塘帑搪棠淌湯燙瑭糖膛螳趟躺醣鏜 tao= 啕套掏桃檮洮淘滔濤絛萄討逃陶韜饕 te= 特 teng=
        滕疼籐藤謄騰 ti= 剃啼嚏屜悌提替梯涕緹踢蹄銻題體 tian= 填天忝恬添甜田畋腆舔鈿闐靦 tiao= 佻挑條眺窕蜩覜跳迢鯈 tie= 帖貼鐵餮 ting= 亭停听婷庭廳廷挺梃汀聽艇蜓霆 tong=
        仝佟僮同峂彤慟曈桐桶潼痛瞳童筒統通銅 tou= 偷投透頭骰 tu= 兔凃凸吐圖土塗屠徒涂突荼菟途酴 tuan= 團糰 tui= 推腿蛻退頹 tun= 屯臀豚 tuo= 托柝託 wa= 哇娃媧挖瓦窪蛙襪
        wai= 外崴歪 wan= 丸剜婉完宛彎惋挽晚汍灣玩琬皖碗綰腕菀萬蜿豌輓頑 wang= 亡妄往忘惘旺望枉汪王網罔輞魍 wei= 位偉偎偽危味唯喂圍圩委威娓尉尾巍帷幃微惟慰暐未桅洧渭濰為煒煨爲猥瑋畏痿維
        緯胃萎葦葳蔚薇衛衞褽諉謂逶違闈韋餵魏鮪 wen= 刎吻問塭抆文汶温溫玟瘟穩紊紋聞蚊雯 weng= 嗡翁蓊 wo= 倭我握撾擭斡沃渥渦窩臥萵蝸齷 wu= 五伍侮務勿午吳吾嗚圬塢嫵寤屋巫悟憮戊捂晤梧武毋汙
        污烏無物舞蕪蜈誣誤鄔鎢霧騖鵡鼯 xi= 係僖兮吸唏喜嘻夕奚媳嬉希席徙息悉惜戲昔晞晰曦析檄汐洗淅溪潟烯熄熙熹熺犀犧琋璽矽禧稀系細繫羲習翕膝蓆蜥蟋襲西譆谿釐錫 xia= 下俠匣嚇夏峽暇柙煆狎狹瑕瞎蝦轄遐霞
        黠 xian= 仙僩先冼咸啣嫌嫻峴弦憲掀涎獻現祆秈絃線縣羨腺舷莧蘚蜆賢銑銜閑閒限陷險霰顯餡鮮鹹 xiang= 享像向嚮巷庠廂想橡湘瓖相祥箱翔襄詳象鄉鑲響項餉饗香 xiao= 傚哮嘐嘯囂孝宵小崤效曉校梟
        消淆瀟硝笑筱篠簫肖蕭詨逍銷霄驍 xie= 些偕勰協卸寫屑懈挾擷攜斜械楔榭泄洩瀉燮紲脅蟹褻諧謝邂邪鞋頡 xin= 信心忻新昕欣焮芯薪訢辛釁鋅鑫馨 xing= 倖刑型姓幸形性悻惺星杏猩硎腥興行邢醒陘
        xiong= 兄兇凶匈洶熊胸雄 xiu= 休修咻嗅岫朽溴秀繡羞脩袖鏽 xu= 勗卹叙吁噓墟婿序徐恤戌敘旭栩煦絮緒續胥蓄蓿虛訏許詡酗醑需須頊鬚 xuan= 喧宣懸旋晅暄渲漩炫烜煊玄瑄璇璿癬眩禤絢萱諼軒選
        鉉 xue= 學穴薛血雪 xun= 勛勳壎尋巡巽徇循旬殉汛洵潠潯燻荀蕈薰訊訓詢迅遜醺馴 ya= 丫亞呀啞壓娅婭崖押氬涯牙琊芽蚜衙訝軋雅鴉鴨 yan= 偃儼兗厭咽唁嚥嚴堰奄妍嫣宴岩巖延彥掩晏檐沿淹湮演炎
        烟焉焰焱煙燄燕琰眼研硯筵簷縯胭腌艷菸衍言諺豔贗郾鄢醃釅閻雁顏饜驗魘鹽鼴龑 yang= 仰佯央徉怏恙揚暘楊樣殃氧泱洋漾烊煬瘍癢秧羊鍚陽鞅颺養鴦 yao= 吆咬垚堯夭妖姚搖曜杳榣爻瑤窈窯耀肴腰舀藥要謠遙邀
        鑰餚鷂 ye= 也冶噎夜掖暍曄曳椰業液燁爺耶腋葉謁鄴野靨頁 yi= 一乙亦以伊佚佾依倚偯儀億刈劓咦咿噫囈圯壹夷奕姨宜已帟弈弋彝役怡意憶懿抑揖旖易栘椅毅沂浥溢漪熠異疑疫痍益睪矣祎禕移繹義羿翊翌翼肄胰臆苡
        藝蜴蟻衣裔訑詣誼譯議貽軼迆迤逸遺邑醫鎰頤飴驛 yin= 印吟因垠夤姻寅尹引慇殷氤淫癮胤茵蔭蚓鄞銀銦陰隱霪音飲 ying= 嚶塋嬰嬴影應映楹櫻瀅瀛熒營瑛瑩瓔盈硬穎縈纓膺英螢蠅贏迎郢頴鶯鷹鸚 yong=
        佣俑傭勇壅庸恿慵擁永泳涌湧用甬臃蛹詠踴邕鄘雍 you= 佑侑優又友右囿宥尢尤幼幽悠憂攸有柚油游滺牖猶猷由疣祐莠誘遊郵酉釉鈾魷黝鼬 yu= 予于余俞喻圄圉堉妤娛嫗宇寓峪嶼庾彧御愈愉愚慾敔於昱榆欲歟毓浴淤
        渝漁澦煜燠獄玉瑜瘀瘉癒盂禦禹禺竽籲紆羽聿育腴臾與芋萸虞蝓裕褕覦語諛諭譽豫輿迂逾遇郁鈺隅雨雩預餘馭鬱魚齬 yuan= 元冤原員園圓垣媛怨愿援沅淵湲源爰猿瑗緣苑袁轅遠院願騵鳶鴛 yue= 刖岳嶽悅曰月玥籥
        粵約越躍軏閱 yun= 云允勻孕慍昀暈氳熨筠紜耘芸蘊贇赟運醞隕雲韻 za= 偺匝咋砸臢雜 zai= 再哉在宰栽災載 zan= 咱昝暫瓚簪讚贊鏨 zang= 奘臟臧葬贓髒 zao= 噪早棗澡灶燥皂糟藻蚤
        譟躁造遭鑿 ze= 仄則嘖擇澤笮責 zei= 賊鯽 zen= 怎 zeng= 增憎繒贈 zha= 乍吒喳搾柞榨渣炸眨砟蚱詐閘 zhai= 宅摘窄 zhan= 佔占展嶄戰斬棧氈沾湛盞瞻站粘綻蘸詹譫輾霑
        zhang= 丈仗帳幛張彰掌杖樟漲漳獐璋瘴章脹蟑賬長障 zhao= 兆召啁找招昭棹櫂沼炤照爪罩肇詔趙釗 zhe= 哲喆折摺浙着者著蔗蜇褶謫赭輒轍這遮鷓 zhen= 偵圳振斟朕枕楨榛珍甄甽疹真砧禎箴臻蓁
        診貞賑針鎮陣震鴆 zheng= 崢幀征怔拯掙政整正爭猙症癥睜箏蒸証諍證鄭錚鯖 zhi= 之侄值制卮只吱咫址執姪峙幟徵志指摭摯擲支旨智枝梔植櫛止殖汁沚治滯炙痔痣直知祉祗秩稚窒紙緻織置職肢胝脂至致芝芷蛭蜘
        衹製誌質趾躑躓輊隻雉 zhong= 中仲冢塚忠盅眾種終腫衷踵重鍾鐘 zhou= 冑周咒妯宙州帚晝洲皺籀粥紂縐肘胄舟軸週驟 zhu= 主佇住侏助囑拄朱杼柱株注渚煮燭珠矚硃祝竹竺筑箸築茱蛀蛛註誅諸豬貯跦躅
        逐銖鑄駐 zhua= 抓 zhuai= 拽 zhuan= 僎囀專撰磚篆賺轉顓 zhuang= 壯妝撞樁狀莊裝 zhui= 墜惴綴贅追錐隹 zhun= 准準肫諄 zhuo= 卓啄捉擢斫桌涿濁濯灼酌鐲
        zi= 仔咨姊姿子字孜孳恣梓淄滋滓漬玆籽紫緇自茲訾諮貲資輜錙髭 zong= 傯宗棕粽綜縱總蹤鬃 zou= 奏揍走鄒鄹陬 zu= 俎族祖租組詛足鏃阻 zuan= 纂鑽 zui= 嘴最罪蕞醉 zun=
        尊撙樽遵 zuo= 佐作做坐左座昨琢祚
        """

    /// How characters are read as surnames where that is another way.
    static let surnames = "曾=zeng 區=ou 查=zha 解=xie 仇=qiu 翟=zhai 覃=qin 單=shan 繆=miao 卜=bu"
}
