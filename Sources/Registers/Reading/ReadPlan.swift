/// What is settled about how a text is read, from options, from its beginning, or from having read it once.
struct ReadPlan: Sendable {
    /// The encoding of the text; nil while it is not known.
    var encoding: TextEncoding?
    /// How the encoding was found.
    var encodingSource = EncodingSource.bytes
    /// The next best encoding, if it is not out of the question.
    var rival: TextEncoding?
    /// What values that are not UTF-8 are read as.
    var fallback: FallbackEncoding?
    /// Whether bytes that are not UTF-8 were looked at in the whole file.
    var isSurveyed = false
    /// What the text passes through.
    var filters = TextFilters()
    /// Whether rows may lack their last fields; false once rows turned out to be broken.
    var padsShortRows = true

    /// How an encoding was found.
    enum EncodingSource: Sendable {
        /// The job names it.
        case named
        /// By a byte order mark.
        case mark
        /// By its bytes, beyond doubt or not.
        case bytes
    }
}
