/// Chinese surnames in the romanisations met in Hong Kong.
enum ChineseSurnameTable {
    /// Names parted by spaces, words of one name by `_`.
    static let names = """
        chan chen tan chin lee li lei wong huang bong ng vong cheung zhang chang cheong leung liang \
        leong lam lin lim lau liu lao wu ung eng ho he cheng zheng tay wang chow chau zhou chou yeung \
        yang young lo law luo yip ip ye yeh tang deng tsang zeng tseng kwok guo kuo lai choi tsoi cai \
        tsai choy fung feng tse xie tze hui xu hsu hoi tam so su yu yue yee u tsui chui lu loo mak mai \
        ma chiu zhao chao woo hu chung zhong chu zhu choo poon pun pan pang peng kong jiang kiang mok \
        mo lui lyu loi liao liew kwan guan siu xiao shiu yuen yuan fong fang ko gao kao go wan wen \
        hung hong shum sum shen sham au ou ow tong yau qiu suen sun shuen yiu yao to du tai dai man \
        luk chong zhuang chuang kwong kuang hau hou shek shi ching ku koo gu kam gan sze see si yung \
        weng fan kan jian cen sin xian tseung chiang ngai wei tso cho cao yam yum ren fu foo ruan tung \
        dong hon han chim tsim zhan or o ke ngan yan ting ding sung song you zou mui mei lung long tin \
        tian yin au_yeung auyeung ouyang lun lian ha xia keung ling tao wai kung gong shao szeto \
        sze_to cheuk zhuo lok fok huo kang xiong pak bai jin rong but bi shea she seh ngo ao huen wat \
        qu che cheh lan ni cui kei ji rao chun qin chik mung shing tu ning ngok chuk kot ge \
        sheung_kwun shangguan nim
        """
}

/// Other surnames that stand before given names at home: Vietnamese and Korean ones, as written in Latin letters.
enum EastAsianSurnameTable {
    /// Names parted by spaces, without diacritics.
    static let names = """
        nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh doan mai truong luong \
        kim park pak choi jung jeong chung kang cho yoon yun jang lim im han oh seo suh shin kwon hwang ahn an song \
        yoo yu hong jeon jun ko koh moon mun bae baek paek heo hur nam noh roh ha joo ju min
        """
}
