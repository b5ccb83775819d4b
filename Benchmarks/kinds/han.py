"""Chinese names in characters and as they are usually spelled in Hong Kong; a small table of its own."""

from chance import zipf

SURNAMES = """
陳 Chan Chan Chan Chan Chan Chen|李 Lee Lee Li|黃 Wong Wong Wong Wong Huang
張 Cheung Cheung Cheung Chang Zhang|王 Wong Wong Wang|林 Lam Lam Lam Lam Lin|吳 Ng Ng Ng Wu
劉 Lau Lau Lau Liu|梁 Leung Leung Leung Liang|何 Ho Ho Ho He|周 Chow Chow Chau Zhou
楊 Yeung Yeung Yeung Young Yang|鄭 Cheng Cheng Cheng Zheng|郭 Kwok Kwok Kwok Guo|葉 Yip Yip Ip Ye
馮 Fung Fung Feng|鄧 Tang Tang Deng|許 Hui Hui Hui Xu|謝 Tse Tse Tse Xie|羅 Law Law Lo Luo
曾 Tsang Tsang Tsang Zeng|蔡 Choi Choi Tsoi Cai|朱 Chu Chu Zhu|余 Yu Yu Yue|蘇 So So Su|胡 Wu Wu Woo Hu
潘 Poon Poon Pun Pan|徐 Tsui Tsui Chui Xu|盧 Lo Lo Lu|陸 Luk Luk Lu|彭 Pang Pang Peng
趙 Chiu Chiu Chiu Zhao|莫 Mok Mok Mo|高 Ko Ko Gao|鍾 Chung Chung Zhong|馬 Ma|袁 Yuen Yuen Yuan
方 Fong Fong Fang|溫 Wan Wan Wen|麥 Mak Mak Mai|江 Kong Kong Jiang|孫 Suen Suen Sun|石 Shek Shek Shi
譚 Tam Tam Tan|黎 Lai Lai Li|沈 Shum Shum Sham Shen|伍 Ng Ng Wu|簡 Kan Kan Jian|關 Kwan Kwan Guan
尹 Wan Wan Yin|龐 Pong Pong Pang
"""
FEMALE = """
美 Mei Mei Mi|玲 Ling|芳 Fong Fong Fung|麗 Lai|慧 Wai|詠 Wing|珊 Shan|敏 Man|儀 Yee Yi|雯 Man|欣 Yan|婷 Ting
琪 Ki Kei|怡 Yi Yee|嘉 Ka Ga Kar|穎 Wing|秀 Sau|蓮 Lin|娟 Kuen|鳳 Fung|雪 Suet|梅 Mui|蘭 Lan|玉 Yuk|潔 Kit
思 Sze Si|樂 Lok|曉 Hiu|彤 Tung|心 Sum Sam|君 Kwan|愛 Oi|惠 Wai|素 So|燕 Yin|寶 Po Bo|妍 Yin|晴 Ching|凱 Hoi
靜 Ching
"""
MALE = """
國 Kwok Kwok Gwok|偉 Wai|明 Ming|強 Keung|志 Chi|文 Man|家 Ka Kar|俊 Chun Tsun|傑 Kit|榮 Wing|華 Wah Wa
輝 Fai|德 Tak|永 Wing|成 Shing Sing|光 Kwong|龍 Lung|健 Kin|浩 Ho|軒 Hin|子 Tsz Tze Chi|樂 Lok|耀 Yiu
祥 Cheung|建 Kin|雄 Hung|康 Hong|錦 Kam|業 Yip|銘 Ming|峰 Fung|達 Tat|良 Leung|基 Kei|仁 Yan|宏 Wang|智 Chi
恆 Hang|信 Shun|豪 Ho
"""
ENGLISH = dict(
    f=(
        "Amy Carol Cindy Doris Emily Fanny Grace Helen Irene Janet Joyce Karen Kitty Linda Mandy Maggie Nancy "
        "Peggy Rita Sandy Susan Tiffany Vivian Wendy Winnie Yvonne"
    ).split(),
    m=(
        "Alan Alex Andy Ben Calvin Daniel Dennis Eddie Edmond Felix Gary Henry Ivan Jacky Jason Kelvin Ken "
        "Kevin Leo Martin Michael Patrick Raymond Ricky Sam Simon Stanley Tony Vincent Wilson"
    ).split(),
)


def _table(text):
    table = {}
    for entry in text.replace("\n", "|").split("|"):
        if entry.strip():
            character, *spellings = entry.split()
            table.setdefault(character, [spelling.lower() for spelling in spellings])
    return table


class HanNames:
    """Draws names as (characters, spellings); each person keeps a spelling for life."""

    def __init__(self, parameters):
        self.spellings = {"surname": _table(SURNAMES), "f": _table(FEMALE), "m": _table(MALE)}
        # The older the less: frequencies fall from the first of the table to the last.
        self.surnames = zipf(self.spellings["surname"], 0.9, 2)
        self.given = {sex: zipf(self.spellings[sex], 0.6, 4) for sex in "fm"}
        self.single = parameters.share("given names of one character", 0.03, 0.15)
        self.english = parameters.share("people with an English name", 0.1, 0.6)
        self.usual = parameters.share("usual spellings", 0.7, 1.0)

    def _spelled(self, character, which, chance):
        spellings = self.spellings[which][character]
        return spellings[0] if chance.often(self.usual) else chance.one(spellings)

    def draw(self, sex, chance, surname=None):
        """(surname, given name, surname spelled, given name spelled, English name or '')."""
        surname = surname or self.surnames.draw(chance)
        given = self.given[sex].draw(chance)
        if not chance.often(self.single):
            # The second character is sometimes one of the other sex.
            other = sex if chance.often(0.9) else "fm"["mf".index(sex)]
            given += self.given[other].draw(chance)
        spelled = [self._spelled(given[0], sex, chance)]
        for character in given[1:]:
            which = sex if character in self.spellings[sex] else "fm"["mf".index(sex)]
            spelled.append(self._spelled(character, which, chance))
        english = chance.one(ENGLISH[sex]).lower() if chance.often(self.english) else ""
        return surname, given, self._spelled(surname, "surname", chance), spelled, english
