struct StandardisingNotice {
    enum Kind { case mixedNameOrder, namesBySound, joinedNames }
    let kind: Kind
    let register: Int
    let column: String?
    let count: Int
    let total: Int
    let detail: String
    init(_ kind: Kind, register: Int, column: String?, count: Int, total: Int, _ detail: String) {
        self.kind = kind
        self.register = register
        self.column = column
        self.count = count
        self.total = total
        self.detail = detail
    }
}
