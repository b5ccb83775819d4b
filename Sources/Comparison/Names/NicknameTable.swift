/// English given names and their short and pet forms.
///
/// A group a line, the fullest form first. Compiled from common knowledge; a name may stand in several
/// groups, as Bert does in those of Albert, Herbert and Robert, but in three at most.
enum NicknameTable {
    /// The groups, one a line.
    static let groups = """
        aaron ron ronnie
        abigail abby abbie abi gail
        abraham abram abe bram
        adam ad addy
        adelaide addie adele ada heidi
        adeline adaline addie lina adelina
        adrian ade
        agatha aggie
        agnes aggie nessie nesta
        alan allan allen al
        albert al bert bertie
        alexander alex al alec alick sandy xander zander sasha lex alasdair alastair alistair
        alexandra alex sandra sandy lexi lexie alexa sasha alix alexandria
        alexis alex lexi lexie
        alfred alf alfie fred freddie
        alice allie ally alicia elsie
        alison allison ali allie ally
        amanda mandy mandi manda
        amelia millie milly amy emily
        andrea andie andi drea
        andrew andy drew andre anders
        angela angie angel angelina
        ann anne anna annie nan nancy nanny ana
        annabel annabelle anabel bella belle
        annette annie nettie netta
        anthony antony tony ant anton antonio
        antonia toni tonia
        archibald archie archy
        arnold arnie
        arthur art artie
        arabella bella bell
        augustus august gus augie augustine austin
        augusta gussie gusta
        barbara barb barbie babs bobbie
        barnabas barney barnaby
        bartholomew bart barty bat
        beatrice beatrix bea bee trixie trix
        belinda bel lindy linda
        benedict ben bennie
        benjamin ben benny benji benjy bennie
        bernadette bernie detta
        bernard bernie barney barnard
        bertha birdie
        bertram bertie
        bethany beth
        beverley beverly bev
        bradley brad bradford
        brenda bren
        brian bryan bryant
        bridget brigid bridie biddy bridgette britt
        brittany britt britney
        calvin cal
        cameron cam
        camilla camille cam
        candace candice candy
        carl karl charles
        carol carole carrie caz karol
        caroline carolyn carrie carol caro lynn carolina
        cassandra cass cassie sandra sandy
        catherine katherine kathryn catharine katharine cathryn kate katie cathy kathy kay kit kitty kat \
        cat trina kathleen
        cecilia cecily celia cissy sissy cis
        charles charlie chas chuck chip charley carl
        charlotte charlie lottie lotte char
        chelsea chels
        chester chet
        christian chris
        christina christine kristina kristine chris christy chrissy tina kris kristen kirsten christiana \
        christie kristin
        christopher chris kit topher kris christie
        clara claire clare clarissa
        clarence clare clarry
        clement clem
        clementine clem clemmie
        clifford cliff
        clinton clint
        constance connie
        cornelius neil con corny neal
        courtney court
        curtis curt
        cynthia cindy cyndi
        cyril cy
        daniel dan danny dannie
        danielle dani danny
        daphne daph
        david dave davey davy davie
        dean dino
        deborah debra deb debbie debby
        delia dee cordelia
        denise dennie nisey
        dennis denis den denny
        derek derrick del
        desmond des
        diana diane dianne di dinah
        dominic dom nick nicky
        donald don donnie donny
        dolores lola lolly dolly
        dorothy dot dottie dolly dora dodie dorothea thea
        douglas doug dougie
        duncan dunc
        dylan dyl
        edith edie ede
        edmund edmond ed eddie ned ted teddy
        edward ed eddie ned ted teddy eddy
        edwin ed eddie ned win
        eileen aileen
        elaine lainey helen
        eleanor elinor ellie nell nellie nora elle ella leonora lenora
        elijah eli lije
        elizabeth elisabeth eliza liz lizzie lizzy beth betty betsy bess bessie libby lisa elsie lisbeth \
        elise elspeth bettie lilibet
        ellen nell nellie ellie helen
        emily em emmie emmy
        emma em emmie emmy
        emmanuel manny manuel emanuel
        enoch nock
        eric erik rick ricky
        erica erika ricki rikki
        ernest ernie
        ernestine erna tina
        esther essie hester hetty ettie
        ethel eth
        ethan eth
        eugene gene
        eugenia genie gena
        eunice nicie
        eustace stacy stacey
        eva eve evie evelyn
        evelyn evie eve
        ezekiel zeke
        felicity flick fliss liss lissie
        fiona fi fee
        florence flo florrie flossie flora
        frances fran fannie fanny frankie francie cissy francesca
        francis frank frankie fran francisco
        franklin frank frankie
        frederick frederic fred freddie freddy fritz rick
        frederica freda freddie rica
        gabriel gabe gab
        gabrielle gabriella gabby gaby ella elle
        gareth gaz gary
        gary garry gaz
        geoffrey jeffrey geoff jeff jeffery
        george georgie geordie
        georgina georgia georgie gina georgiana
        gerald gerry jerry gerard
        geraldine gerry gerrie dina
        gertrude gert gertie trudy trudie
        gilbert gil gib
        gillian jillian gill jill gilly jilly
        giles gilles
        glenda glen
        glenn glen
        gloria glo
        godfrey geoff
        gordon gord gordy
        grace gracie
        graham graeme grahame
        gregory greg gregg
        gwendolyn gwen gwendoline wendy
        hannah hanna nan annie
        harold harry hal
        harriet hattie harrie hetty
        harrison harry
        heather hev
        helen helena ellen nell nellie lena elena
        henrietta hetty etta hattie ettie
        henry harry hank hal harri
        herbert herb bert bertie herbie
        herman manny
        hilary hillary hil
        horace horatio
        howard howie
        hubert hugh hugo
        hugh hughie hugo huey
        ian iain
        imogen immy
        ignatius iggy nate
        irene rene renie
        isaac ike zac isaak
        isabel isabelle isabella isobel bella belle izzy ella tibby ishbel
        isidore izzy dore
        jacob jake jay coby jakob
        jacqueline jackie jacqui jacky jaclyn
        james jim jimmy jamie jem jimmie
        jane janie jenny jean janet
        janet jan jane jenny
        janice jan
        jasmine jas jazz yasmin
        jason jay jase
        jean jeanie jeannie jane
        jeanette jeannette jean nettie jan
        jemima jem mima
        jennifer jen jenny jenni jennie
        jeremiah jeremy
        jeremy jerry jem jez
        jerome jerry
        jessica jess jessie
        jesse jess
        jocelyn joss joy
        joan joanie jo
        joanna joanne jo joan joann
        john jack johnny jon johnnie ian jock
        jonathan jon jonny john jonathon nathan
        joseph joe joey jos
        josephine jo josie fifi jody josefina
        joshua josh
        joyce joy
        judith judy jude judi
        julia julie jules juliet
        julian jules jule
        juliana julie liana
        karen kaz caren
        kathleen kath kathy kathie kay kate katie kit
        kelly kel
        kenneth ken kenny kennie
        kevin kev
        kimberly kimberley kim kimmy
        kristopher kris
        lancelot lance
        laura lauren laurie lori lorrie laurel
        lauren laurie loren
        lawrence laurence larry laurie lawrie loren
        leah lea
        leo leon lee
        leonard len lenny leo lennie leonardo
        leopold leo
        leroy roy lee
        leslie lesley les
        leticia lettice letty tish titia
        lewis louis lew lou louie
        lillian lilian lily lil lilly
        lincoln linc
        linda lynda lindy lyn lynn
        lindsay lindsey linds
        lloyd floyd
        lois louisa
        lorraine lori rainy
        louisa louise lou lulu eloise
        lucas luke luc
        lucy lucille lucinda lucia cindy lu
        luther lou
        lydia liddy
        lynette lynn lyn
        mabel may mab
        madeline madeleine madelyn maddie maddy mad lena
        magdalena lena maggie magda
        malcolm mal
        marcia marsha marcy
        marcus mark marc
        margaret maggie peggy meg meggie marge margie margery marjorie madge greta rita peg daisy maisie \
        margot mags margo
        maria mary marie mia ria
        marian marion mary marianne marianna
        marjorie margie marge marjory
        martha mattie marty patty
        martin marty mart
        martina tina marty
        mary molly polly mae may mamie maureen minnie marie moll maria mimi
        matilda tilly mattie tilda maud
        matthew matt matty mathew mat
        maud maude mattie
        maureen mo maura
        maurice morris moe mo
        maximilian max maxwell
        maxine max
        megan meg meghan
        melanie mel
        melinda mindy mel lindy
        melissa mel missy lissa
        mercedes mercy sadie
        meredith merry
        michael mike mick mickey mikey micky mickie mitch
        michelle michele shelly chelle shelley mickey
        mildred millie milly
        millicent millie milly
        minerva minnie
        miranda randy mandy mira
        miriam mimi mitzi mim
        mitchell mitch
        mohammed muhammad mohamed mohammad muhammed mo
        moira maura
        montague monty montgomery
        mortimer mort
        moses moe
        myra mira
        nancy nan ann
        naomi omi
        natalie natalia nat talia nattie natasha
        natasha tasha
        nathan nat nate nathaniel
        nathaniel nat nate nathan natty
        nicholas nicolas nick nicky nic nico nikolas colin klaus
        nicola nicole nicky nikki nic nicki nickie
        nigel nige
        noel nowell
        norman norm
        octavia tavia
        oliver ollie noll
        olivia liv livvy ollie libby
        oscar ossie
        oswald oz ozzie ossie
        pamela pam pammy
        patience pat
        patricia pat patty tricia trish patsy patti trisha
        patrick pat paddy patsy
        paul paulie pablo
        paula pauline polly paulina
        penelope penny pen
        percival percy perce
        peter pete
        philip phillip phil pip philippe
        philippa pippa pip
        phoebe phebe
        phyllis phyl
        priscilla cilla pris
        prudence prue pru
        rachel rach rachael shelly rae
        ralph rafe raphael
        randolph randy rand dolph
        randall randy rand
        raymond ray
        rebecca becky becca beck rebekah becki
        regina gina reggie
        reginald reg reggie rex ron
        reuben rube ruben
        rhoda rho
        richard rick dick rich richie ricky dickie rickie ritchie
        robert bob rob bobby robbie bert robin bobbie rab dob
        roberta bobbie bobby berta robbie
        robin rob robyn
        roderick rod roddy
        rodney rod roddy
        roger rodger rog hodge
        roland rollo rowland rolly
        ronald ron ronnie ronny
        rosalind ros roz rosie linda rosalyn
        rosamund ros rosamond roz
        rose rosie rosa
        rosemary rose rosie romy rosemarie
        roxanne roxy
        rudolph rudy dolph rudolf rolf
        russell russ rusty
        ruth ruthie
        samantha sam sammy mandy
        samson sam
        samuel sam sammy
        sarah sara sally sadie sal
        sebastian seb bas
        sean shaun shawn
        selina celina lina selena
        sharon shaz shari
        sheila shelagh
        shirley shirl
        sidney sydney sid syd
        sigmund siggy sig
        silas si silvester
        silvester sylvester sly vester syl
        simon si
        solomon sol solly
        sophia sophie soph sofia
        stanley stan
        stella estelle essie
        stephanie steph stephie stef stevie fanny
        stephen steven steve stevie ste steph
        stewart stuart stu stew
        susan susanna sue susie suzie suzanne susannah suzy sukie sukey zanna
        sylvia silvia syl silvie
        tabitha tabby
        tamara tammy tam
        teresa theresa terry tess tessa tracy terri teri resa reese
        terence terrence terry tel
        thaddeus thad
        theodora dora theo thea
        theodore ted teddy theo dora
        theophilus theo
        thomas tom tommy thom tam tommie
        timothy tim timmy
        tobias toby tobe
        tracy tracey trace
        trevor trev
        tristan tris
        ursula ursie
        valentine val
        valerie val
        vanessa nessa nessie van
        veronica ronnie vera roni nica
        vernon vern
        victor vic vick
        victoria vicky vicki vickie tori vic vikki
        vincent vin vince vinny vinnie
        viola violet vi
        virginia ginny ginger gina virgie
        vivian vivien viv vivienne
        wallace wally walt
        walter walt wally wat
        wendy wen
        wesley wes
        wilfred wilf will fred
        wilhelmina mina minnie willa wilma billie
        william will bill billy willie willy liam billie wil
        winifred win winnie freda
        winston win winnie
        yolanda yolande yo
        yvonne vonnie evonne
        zachary zach zack zac zak zachariah zacharias
        zoe zoey
        """
}
