// Readings of characters: Unicode Character Database 15.0, Unihan, field kCantonese; cut to the characters of
// names, the first reading, without tones. The Unicode terms ask for this notice to be kept:
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
        aa=a/ah/nga/ngah 亞呀啞阿鴉 aan=an/ngan 晏 aap=ap/ngap 鴨 aat=at/ngat 壓 aau=au/ngau 凹
        ak=ak/ack/ngak/ngack 喔握 am=am/um/ngam/ngum 暗 ang=ang/eng/ngang/ngeng 鶯 au=au/ow/ngau/ngow 嘔歐
        baa=pa/pah 吧巴把爸罷 baai=pai 拜敗 baak=pak 伯佰卜白百 baan=pan 扮板版班辦 baat=pat 八 baau=pau
        包飽鮑 bai=pai 跛閉 bak=pak/pack 北 bam=pam/pum 乓 ban=pan/pun 品彬斌濱笨賓 bat=pat/put 不拔畢筆
        bei=pei/pi/pee/pay/py 備卑悲比臂被避鼻 beng=peng 病餅 bik=pik/pick 壁碧逼 bin=pin 便卞變辨邊
        bing=ping 丙並乒兵冰炳秉 bit=pit 別必 biu=piu/pew/pue 彪標表錶 bo=po/paw/por/poh 播波玻 bok=pok
        博薄 bong=pong 傍幫磅膀邦 bou=po/poo/pou/pu 佈保報寳寶布捕步簿葆補部 bui=pui/pooi 杯盃背貝
        buk=puk/pook 曝 bun=pun/poon 伴半搬本畔胖般 caa=cha/chah/tsa/tsah 差查茶 caai=chai/tsai 柴猜
        caak=chak/tsak 賊 caam=cham/tsam 慘慚 caan=chan/tsan 燦產餐 caang=chang/tsang 橙 caap=chap/tsap 插
        caat=chat/tsat 刷察擦 caau=chau/tsau 吵巢抄炒鈔 cai=chai/tsai 妻齊 cak=chak/chack/tsak/tsack 測
        cam=cham/chum/tsam/tsum 尋 can=chan/chun/tsan/tsun 塵親趁陳 cang=chang/cheng/tsang/tseng 層
        cat=chat/chut/tsat/tsut 七漆 cau=chau/chow/tsau/tsow 嗅秋臭 ce=che/cheh/tse/tseh 且車
        cek=chek/tsek 尺 ceoi=tsui/chui/tsoi/choi 催取吹崔徐翠脆趣除隋隨 ceon=chun/chon/tsun/tson 巡春秦
        ceot=chut/tsut 出 ci=chi/tsz/tze/chee 似刺始廁慈持次池熾翅詞遲齒 cik=chik/chick/tsik/tsick 戚
        cin=chin/tsin 前千淺芊錢 cing=tsing/ching 呈情晴清澄程稱蜻請青 cit=chit/tsit 切設
        ciu=chiu/chew/tsiu/chue/tsew/tsue 昭晁朝潮超釗 co=cho/chaw/tso/chor/tsaw/choh/tsor/tsoh 初楚鋤錯
        coek=cheuk/cheuck/tseuk/tseuck 卓桌綽 coeng=cheung/cheong/tseung/choung/tseong/tsoung
        倡唱場搶昌暢槍牆祥窗翔詳長 coi=tsoi/choi/tsoy/choy 彩才採材菜蔡裁財賽 cong=chong/tsong 創廠牀藏
        cou=cho/choo/tso/chou/tsoo/chu/tsou/tsu 嘈操曹澡粗草 cuk=chuk/chook/tsuk/tsook 束畜蓄速
        cung=chung/choong/tsung/tsoong 充冲叢從松聰蟲衝重 cyu=chu/chue/tsu/tsue 儲廚曙柱處褚
        cyun=chuen/chun/tsuen/tsun 串傳全存寸村泉穿銓 daa=ta/tah 打 daai=tai 大帶戴 daam=tam 擔淡 daan=tan
        丹但單彈蛋誕 daap=tap 答踏 daat=tat 達 dai=tai 低帝底弟抵第邸 dak=tak/tack 得德特 dang=tang/teng
        凳燈登等鄧 dat=tat/tut 突 dau=tau/tow 兜抖痘竇豆鬥 dei=tei/ti/tee/tay/ty 地 dek=tek 笛
        deoi=tui/toi 堆對隊 deon=tun/ton 敦 dik=tik/tick 敵滴狄的翟 dim=tim 店點 din=tin 電 ding=ting
        丁定釘頂鼎 dip=tip 疊碟蝶 dit=tit 秩跌 diu=tiu/tew/tue 刁掉釣 do=to/taw/tor/toh 多惰
        doek=teuk/teuck 啄 doi=toi/toy 代待袋 dong=tong 當黨 dou=to/too/tou/tu 倒刀到導島度杜渡盜稻道都
        duk=tuk/took 毒獨督讀 dung=tung/toong 冬動東棟洞董 dyun=tuen/tun 段短端 dyut=tuet/tut 奪
        faa=fa/fah 化花 faai=fai 塊快筷 faan=fan 反帆樊範繁范販返飯 faat=fat 法發髮 fai=fai 吠廢揮暉費輝
        fan=fan/fun 份分勛憤昏粉紛芬訓 fat=fat/fut 乏佛忽罰 fau=fau/fow 浮 fei=fei/fi/fee/fay/fy
        肥菲霏非飛 fo=fo/faw/for/foh 火科課貨顆 fok=fok 霍 fong=fong 仿倣坊慌房放方晃況芳訪謊防 fu=fu/foo
        傅副呼夫富府庫扶撫枯父符膚芙苦虎褲輔 fui=fui/fooi 悔灰 fuk=fuk/fook 伏幅復服福 fun=fun/foon 寬歡
        fung=fung/foong 丰奉封峯峰楓烽蜂豐逢鋒風馮鳳 fut=fut/foot 闊 gaa=ka/kah 假價加嘉家架珈葭賈
        gaai=kai 佳界街解 gaak=kak 格隔 gaam=kam 減監鑑 gaan=kan 簡間鹼 gaang=kang 耕 gaap=kap 甲 gaau=kau
        交教狡膠較郊 gai=kai 繼計雞 gam=kam/kum 今感敢甘禁金錦 gan=kan/kun 巾斤根緊謹跟近靳 gang=kang/keng
        更耿 gap=kap/kup 急蛤鴿 gat=kat/kut 吉 gau=kau/kow 久九夠救狗究舊苟購 gei=kei/ki/kee/kay/ky
        基姬寄己幾技機紀記 geng=keng 鏡頸 geoi=kui/koi 具句居巨據舉 gik=kik/kick 擊極激 gim=kim 儉兼劍檢
        gin=kin 件健堅建肩見鍵 ging=king 京兢勁境徑敬景璟竟經荊警逕驚 git=kit 傑杰潔結 giu=kiu/kew/kue
        叫嬌驕 go=ko/kaw/kor/koh 個哥歌 goek=keuk/keuck 腳 goeng=keung/keong/koung 姜 goi=koi/koy 改該
        gok=kok 各桷覺角 gon=kon 幹竿趕 gong=kong 剛岡江港綱缸講鋼降 got=kot 割葛 gou=ko/koo/kou/ku
        告糕郜高 gu=ku/koo 古固姑故辜顧鼓 guk=kuk/kook 局穀菊谷鞠 gun=kun/koon 冠官灌管觀貫館
        gung=kung/koong 供公共功宮工拱攻鞏龔 gwaa=kwa/ka/kwah/gwa/kah/gwah 掛瓜 gwaai=kwai/kai/gwai 乖怪
        gwaan=kwan/kan/gwan 慣關 gwaat=kwat/kat/gwat 刮 gwai=kwai/kai/gwai 季桂櫃貴鬼
        gwan=kwan/kan/kwun/gwan/kun/gwun 君棍滾軍鈞 gwang=kwang/kang/kweng/gwang/keng/gweng 轟
        gwat=kwat/kat/kwut/gwat/kut/gwut 掘橘骨 gwing=kwing/king/gwing 炯
        gwo=kwo/ko/kwaw/gwo/kaw/kwor/gwaw/kor 戈果菓過 gwok=kwok/kok 國郭 gwong=kwong/kong 光廣
        gyun=kuen/kun 倦卷娟捐捲 haa=ha/hah 下哈夏廈霞 haai=hai 孩鞋 haak=hak 嚇客赫 haam=ham 喊涵鹹
        haan=han 嫻閒 haang=hang 坑 haap=hap 狹 haau=hau 孝巧效敲校考 hai=hai 係奚 hak=hak/hack 克刻黑
        ham=ham/hum 砍闞 han=han/hun 很 hang=hang/heng 亨幸恆恒杏珩肯莖行衡鏗 hap=hap/hup 合恰盒
        hat=hat/hut 乞瞎 hau=hau/how 侯候厚口后喉後猴 hei=hei/hi/hee/hay/hy 喜嘿希晞曦欺氣汽熙熹熺琋禧起
        hek=hek 吃 heoi=hui/hoi 去墟栩許 him=him 謙險 hin=hin 憲牽軒顯 hing=hing 兄卿慶興輕馨 hip=hip 歉
        hiu=hiu/hew/hue 曉澆 ho=ho/haw/hor/hoh 何可河荷賀 hoeng=heung/heong/houng 享向鄉響香 hoi=hoi/hoy
        凱害愷海鎧開 hok=hok 學殼 hon=hon 汗漢瀚看翰韓 hong=hong 匡巷康杭航項 hot=hot 喝渴
        hou=ho/hoo/hou/hu 好昊浩濠灝皓號豪 huk=huk/hook 哭 hung=hung/hoong 兇孔恐洪熊空紅虹雄鴻
        hyun=huen/hun 勸禤萱 hyut=huet/hut 血 jaa=ya/yah 也 jai=yai 洩 jam=yam/yum 任欽蔭鑫陰音飲
        jan=yan/yun 人仁印因引忍忻恩昕欣殷焮甄茵銦 jap=yap/yup 入 jat=yat/yut 一日溢逸 jau=yau/yow
        丘休佑優又友右宥尤幼悠憂有柔油游由遊邱郵 je=ye/yeh 冶夜野 jeoi=yui/yoi 睿芮蕊銳 jeon=yun/yon 潤
        ji=yi/yee/i/ye/ye 二以伊依儀兒宜已怡意易椅爾疑移綺義而耳苡衣議醫頤 jik=yik/ik/yick/ick 益翊翼
        jim=yim/im 冉厭嚴掩染炎艷豔閻驗 jin=yin/in 堰妍延彥演烟然煙燃燕現研衍言諺賢鄢 jing=ying/ing
        凝型形影應映楹瀅營瑩盈縈英蠅認迎邢鷹 jip=yip/ip 業燁葉頁 jit=yit/it 熱 jiu=yiu/iu/yew/ew/yue/ue
        堯姚瑤耀腰要遙饒 joek=yeuk/yeuck 弱約若藥躍 joeng=yeung/yeong/young 央揚楊樣洋羊讓陽養
        juk=yuk/yook 彧旭毓煜玉肉育郁鈺 jung=yung/yoong 佣勇容戎湧用翁蓉融鎔雍 jyu=yu/yue/u/ue
        予于余俞喻如妤宇寓愈愉愚於榆汝漁瑜禹羽茹虞裕語譽逾雨預餘魚 jyun=yuen/un/yuan
        元原員園圓婉媛完宛沅沿源炫琬苑袁軟遠阮院願 jyut=yuet 乙悅月玥越 kaau=kau 靠 kai=kai 啟嵇溪
        kam=kam/kum 琴 kan=kan/kun 勤 kap=kap/kup 吸級給 kat=kat/kut 咳 kau=kau/kow 寇扣求球舅裘 ke=ke/keh
        騎 kei=kei/ki/kee/kay/ky 亓其冀奇旗期棋淇琦琪祁祈祺麒 keoi=kui/koi 區瞿距 kin=kin 乾 king=king
        琼瓊 kit=kit 揭 kiu=kiu/kew/kue 僑喬橋翹蕎 koeng=keung/keong/koung 強 koi=koi/koy 丐蓋 kok=kok
        確郝 kong=kong 亢抗礦 kuk=kuk/kook 曲 kung=kung/koong 窮 kwai=kwai/kai 愧規 kwan=kwan/kan/kwun/kun
        困坤堃焜羣群菌 kwok=kwok/kok 擴 kwong=kwong/kong 鄺 kyun=kuen/kun 權 kyut=kuet/kut 決缺闕 laai=lai
        拉賴 laam=lam 嵐籃藍 laan=lan 懶欄爛蘭 laang=lang 冷 laap=lap 垃 lai=lai 例勵厲禮荔麗黎
        lam=lam/lum 林淋琳臨霖 lap=lap/lup 立 lau=lau/low 劉婁柳樓流留 lei=lei/li/lee/lay/ly
        利李梨狸理璃籬莉貍里 leoi=lui/loi 呂旅淚磊裏雷 leon=lun/lon 倫藺論輪鄰麟 leot=lut 律慄
        lik=lik/lick 力曆 lim=lim 廉臉 lin=lin 憐練蓮連 ling=ling 令凌嶺玲鈴零靈領齡 lit=lit 列烈裂
        liu=liu/lew/lue 了廖料 lo=lo/law/lor/loh 羅鑼 loek=leuk/leuck 略 loeng=leung/leong/loung
        亮兩梁樑涼糧良輛量 loi=loi/loy 來 lok=lok 樂洛絡落駱 long=long 朗浪狼郎 lou=lo/loo/lou/lu
        勞璐盧老蘆路露魯 luk=luk/look 六綠逯陸鹿 lung=lung/loong 嚨籠聾隆龍 lyun=luen/lun 亂欒聯
        maa=ma/mah 嗎媽碼蔴螞馬麻 maai=mai 埋買賣 maan=man 慢晚萬 maang=mang 孟猛盲 maau=mau 茅貌貓
        mai=mai 米謎迷 mak=mak/mack 墨麥默 man=man/mun 問敏文旻民汶紋聞蚊閔雯 mat=mat/mut 密物蜜
        mau=mau/mow 牟繆茂貿 mei=mei/mi/mee/may/my 味媚尾微未眉美薇 min=min 免棉綿面 ming=ming
        冥名命明溟銘鳴 mit=mit 滅 miu=miu/mew/mue 妙廟秒苗 mo=mo/maw/mor/moh 摩麼 mok=mok 幕莫 mong=mong
        亡忘忙望網 mou=mo/moo/mou/mu 巫帽慕模武母毛舞霧 mui=mui/mooi 妹梅每 muk=muk/mook 木沐牧穆
        mun=mun/moon 們悶滿門 mung=mung/moong 夢蒙 mut=mut/moot 抹沒 naa=na/la/nah/lah 拿那 naai=nai/lai
        乃奶 naam=nam/lam 南楠男 naan=nan/lan 難 naap=nap/lap 納 naau=nau/lau 鬧 nai=nai/lai 呢泥
        nang=nang/lang/neng/leng 能 nap=nap/lap/nup/lup 粒 nau=nau/lau/now/low 紐鈕
        nei=nei/lei/ni/li/nee/lee/nay/lay 你妮尼 neoi=nui/lui/noi/loi 女 ng=ng/eng 五伍午吳誤
        ngaa=nga/a/ngah/ah 牙瓦芽雅 ngaai=ngai/ai 艾 ngaak=ngak/ak 額 ngaam=ngam/am 岩巖 ngaan=ngan/an
        眼顏 ngaang=ngang/ang 硬 ngaau=ngau/au 咬 ngai=ngai/ai 倪危毅藝魏 ngan=ngan/an/ngun/un 鄞銀
        ngau=ngau/au/ngow/ow 偶勾牛鈎 ngo=ngo/o/ngaw/aw/ngor/or/ngoh/oh 娥我餓鵝 ngoi=ngoi/oi/ngoy/oy 外
        ngok=ngok/ok 岳嶽 ngon=ngon/on 岸 ngong=ngong/ong 昂 ngou=ngo/o/ngoo/oo/ngou/ou/ngu/u 傲敖
        nim=nim/lim 念黏 nin=nin/lin 年 ning=ning/ling 寧濘 nip=nip/lip 聶 niu=niu/liu/new/lew/nue/lue 鳥
        no=no/lo/naw/law/nor/lor/noh/loh 娜 noeng=neung/leung/neong/leong/noung/loung 娘
        noi=noi/loi/noy/loy 內耐 nok=nok/lok 諾 nou=no/lo/noo/loo/nou/lou/nu/lu 努怒腦
        nung=nung/lung/noong/loong 農 nyun=nuen/luen/nun/lun 暖 o=o/aw/ngo/or/ngaw/oh/ngor/ngoh 柯
        oi=oi/oy/ngoi/ngoy 埃愛藹 ok=ok/ngok 惡 on=on/ngon 安 ong=ong/ngong 骯
        ou=o/oo/ngo/ou/ngoo/u/ngou/ngu 澳 paa=pa/pah 怕爬 paai=pai 排派牌 paak=pak 帕拍柏栢 paan=pan 攀
        paang=pang 彭棒棚鵬 paau=pau 刨拋炮豹跑 pan=pan/pun 噴蘋貧 pang=pang/peng 朋 pat=pat/put 匹
        pei=pei/pi/pee/pay/py 疲皮 pik=pik/pick 劈 pin=pin 片篇編騙 ping=ping 屏平萍評 piu=piu/pew/pue
        漂票飄 po=po/paw/por/poh 坡婆破 pok=pok 撲樸 pong=pong 旁龎龐 pou=po/poo/pou/pu 圃抱普泡浦葡蒲
        pui=pui/pooi 佩倍培沛珮裴配陪霈 pun=pun/poon 潘盆盤 pung=pung/poong 捧碰 put=put/poot 潑
        saa=sa/sah/sha/shah 沙紗耍 saai=sai/shai 曬 saam=sam/sham 三衫 saan=shan/san 傘山散珊
        saap=sap/shap 圾霎 saat=sat/shat 殺 sai=sai/shai 世洗細西逝 sam=sam/sum/sham/shum
        岑心森沈深琛甚芯諶 san=san/sun/shan/shun 伸宸新晨燊申神身辛辰 sang=sang/seng/shang/sheng 牲生笙
        sap=shap/sap/shup/sup 什十拾溼 sat=sat/sut/shat/shut 失室實虱蝨 sau=shau/sau/show/sow
        仇修受嗽壽愁手搜收漱獸瘦秀羞首 se=se/seh/she/sheh 些佘寫射社蛇 sei=sei/si/shei/see/shi/say/shee/sy
        四死 sek=shek/sek 石碩錫 seoi=shui/sui/shoi/soi 帥歲水瑞睡碎穗胥誰醑隧雖需須
        seon=shun/sun/shon/son 信淳純脣舜順 seot=sut/shut 術述 si=sze/shi/see/si/sz/shee
        事仕使史司士師思斯施是時獅私絲視試詩 sik=sik/sick/shik/shick 息惜熄色識適食 sim=sim/shim 蟬閃
        sin=sin/shin 仙倩先冼扇綪線羨鮮 sing=sing/shing 乘剩勝升城姓性成承昇星盛繩聖聲誠 sit=sit/shit
        屑泄舌薛 siu=siu/sew/shiu/sue/shew/shue 兆小少消燒笑紹肇蕭邵 so=so/saw/sho/sor/shaw/soh/shor/shoh
        所梳蔬鎖 soeng=sheung/seung/sheong/seong/shoung/soung 上傷商嫦尚常想相箱裳賞雙 sok=sok/shok 索
        song=song/shong 桑爽 sou=so/soo/sho/sou/shoo/su/shou/shu 掃數素蘇訴 suk=suk/sook/shuk/shook
        叔宿淑熟粟 sung=sung/soong/shung/shoong 宋崇送 syu=shue/sue/shu/su 暑樞樹舒輸鼠
        syun=suen/sun/shuen/shun 吮孫宣損璇算船選 syut=shuet/suet/shut/sut 雪 taa=ta/tah 他她它牠 taai=tai
        太態泰 taam=tam 探痰覃談譚貪 taan=tan 壇檀歎灘炭 taap=tap 塔 tai=tai 啼堤娣提替梯題體
        tang=tang/teng 滕騰 tau=tau/tow 偷投頭 tek=tek 踢 teng=teng 廳 teoi=tui/toi 推腿退 tim=tim 添甜
        tin=tin 填天田 ting=ting 亭停婷庭廷挺聽艇蜓霆 tip=tip 貼 tit=tit 鐵 tiu=tiu/tew/tue 條跳
        toi=toi/toy 台抬枱臺邰颱 tok=tok 托 tong=tong 唐堂塘棠湯熨糖躺 tou=to/too/tou/tu
        兔凃吐圖土塗套屠徒桃涂淘滔濤肚萄討逃途陶韜 tung=tung/toong 仝佟同峂彤曈桐桶潼痛童統通銅
        tyun=tuen/tun 團糰 uk=uk/ook/nguk/ngook 屋 waa=wa/wah 划哇娃樺華蛙話 waai=wai 壞懷 waak=wak 劃或畫
        waan=wan 彎灣環還頑 waang=wang 橫 waat=wat 猾 wai=wai 位偉卉圍威尉惠慧慰毀為煒爲瑋維緯蔚蕙衛衞遺韋
        wan=wan/wun 允尹混温溫穩筠芸運雲韻 wang=wang/weng 宏弘泓 wat=wat/wut 屈鬱 wing=wing 榮永泳穎詠頴
        wo=wo/waw/wor/woh 和禍禾窩蝸鍋 wok=wok 獲穫 wong=wong 凰往旺汪王皇黃黄 wu=wu/u/woo/oo
        互塢扈湖烏狐胡蝴護鄔 wui=wui/ui/wooi/ooi 匯回會滙 wun=wun/un/woon/oon 喚換煥玩碗
        wut=wut/ut/woot/oot 活 zaa=cha/chah/tsa/ja/tsah/jah 渣 zaak=chak/tsak/jak 摘澤窄
        zaam=cham/tsam/jam 斬暫湛站 zaan=chan/tsan/jan 昝讚贊 zaang=tsang/chang/jang 爭 zaap=chap/tsap/jap
        習集雜 zaau=chau/tsau/jau 找抓爪 zai=chai/tsai/jai 仔際 zak=chak/chack/tsak/jak/tsack/jack 側則
        zam=cham/chum/tsam/jam/tsum/jum 怎斟浸針 zan=chan/chun/tsan/jan/tsun/jun 振珍真鎮陣震
        zang=tsang/chang/tseng/cheng/jang/jeng 增曾箏贈 zap=chap/chup/tsap/jap/tsup/jup 汁
        zat=chat/chut/tsat/jat/tsut/jut 侄姪疾質 zau=chau/chow/tsau/jau/tsow/jow 周就洲舟走週鄒酒
        ze=tse/che/tseh/cheh/je/jeh 借姐蔗謝這遮 zek=chek/tsek/jek 隻 zeng=cheng/tseng/jeng 井鄭
        zeoi=tsui/chui/tsoi/choi/jui/joi 叙咀嘴序最罪聚追 zeon=chun/chon/tsun/jun/tson/jon
        俊峻晉浚準盡竣臻蓁進遵駿 zi=chi/tsz/tze/chee/tse
        之伺只吱姊子字志指支智枝梓止沚治滋知紙紫緻置自至致芝芷蜘 zik=chik/chick/tsik/jik/tsick/jick
        值席植汐直積籍績織職 zim=tsim/chim/jim 尖漸粘詹 zin=chin/tsin/jin 剪展戰箭 zing=tsing/ching/jing
        政整晶正淨睛精菁蒸證貞靜 zip=chip/tsip/jip 接 zit=chit/tsit/jit 哲折捷節
        ziu=chiu/chew/tsiu/chue/jiu/tsew/jew/tsue 剿招焦照蕉趙 zo=cho/chaw/tso/chor/jo/tsaw/choh/jaw
        助坐左座阻 zoek=cheuk/cheuck/tseuk/jeuk/tseuck/jeuck 焯爵着雀
        zoeng=cheung/cheong/tseung/choung/jeung/tseong/jeong/tsoung 丈仗像匠將張掌漲漳璋章蔣象醬
        zoi=choi/choy/tsoi/joi/tsoy/joy 再在栽災載 zok=chok/tsok/jok 作昨 zong=chong/tsong/jong
        壯撞狀臧莊裝髒 zou=cho/choo/tso/chou/jo/tsoo/chu/joo 做早皂祖祚租組造
        zuk=chuk/chook/tsuk/juk/tsook/jook 捉燭祝竹筑築粥續足逐 zung=chung/choong/tsung/jung/tsoong/joong
        中仲宗忠眾種總衷鍾鐘頌 zyu=chu/chue/tsu/ju/tsue/jue 主住朱注煮珠著蛛諸豬
        zyun=chuen/chun/tsuen/juen/tsun/jun 專尊磚轉
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
        伍=ng/wu 高=ko/gao/kao/go 温=wan/wen 洪=hung/hong 沈=shum/shen/sum/sham 區=au/ou/ow 唐=tong/tang
        邱=yau/qiu/chiu 雷=lui/lei 孫=suen/sun/shuen 姚=yiu/yao 杜=to/du 湯=tong/tang 戴=tai/dai
        文=man/wen 陸=luk/lu 賴=lai 莊=chong/zhuang/chuang 鄺=kwong/kuang 歐=au/ou 侯=hau/hou 石=shek/shi
        程=ching/cheng 古=ku/koo/gu 甘=kam/gan 施=sze/shi/see/si 翁=yung/weng 范=fan 簡=kan/jian
        岑=sham/shum/cen 冼=sin/xian 蔣=tseung/cheung/jiang/chiang 魏=ngai/wei 曹=tso/cho/cao
        任=yam/ren/yum 傅=fu/foo 阮=yuen/ruan 丘=yau/qiu 汪=wong/wang 董=tung/dong 韓=hon/han
        詹=chim/tsim/zhan 柯=or/o/ke 顏=ngan/yan 丁=ting/ding 宋=sung/song 游=yau/you 鄒=chau/chow/zou
        梅=mui/mei 龍=lung/long 田=tin/tian 尹=wan/yin 溫=wan/wen 倫=lun 連=lin/lian 夏=ha/xia
        姜=keung/jiang 凌=ling 陶=to/tao 韋=wai/wei 龔=kung/gong 孔=hung/kong 邵=shiu/siu/shao
        卓=cheuk/zhuo 駱=lok/luo 霍=fok/huo 勞=lo/lao 康=hong/kang 利=lee/lei/li 招=chiu/zhao 俞=yu
        熊=hung/xiong 白=pak/bai 金=kam/jin 萬=man/wan 章=cheung/zhang 容=yung/rong 畢=but/bi
        佘=she/shea/seh 敖=ngo/ao 禤=huen 巫=mo/wu 屈=wat/qu 符=fu 車=che/cheh 藍=lam/lan 樊=fan
        倪=ngai/ni 崔=chui/tsui/cui 武=mo/wu 殷=yan/yin 談=tam 紀=kei/ji 饒=yiu/rao 秦=chun/qin 賀=ho/he
        植=chik 蒙=mung 史=sze/shi 成=shing/cheng 涂=to/tu 柳=lau/liu 寧=ning 岳=ngok/yue 祝=chuk
        葛=kot/ge 粘=nim 盤=poon
        """
}
