/// A step through a YAML text, as libyaml reports them.
struct Event {
  enum Kind {
    case scalar(Scalar, anchor: String?)
    case alias(String)
    case sequenceStart(anchor: String?)
    case mappingStart(anchor: String?)
    case collectionEnd
    case documentStart
    /// Start or end of the stream, end of a document: nothing to build.
    case other
  }

  let kind: Kind
  let tag: String?
  let mark: Mark
}
