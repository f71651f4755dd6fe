import CLibYAML

/// libyaml's parser over one source.
final class EventReader {
  private let source: Source
  private let bytes: ContiguousArray<UInt8>
  private var parser = yaml_parser_t()
  private var ended = false
  /// The place behind the last character: libyaml puts the end of a text that ends without a line break on a line of its
  /// own.
  private let end: Mark

  init(_ source: Source) {
    self.source = source
    bytes = ContiguousArray(source.text.utf8)
    end = source.mark(utf8Offset: bytes.count)
    precondition(yaml_parser_initialize(&parser) == 1, "out of memory")
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    // The array outlives the parser and is never changed, so its storage stays where it is.
    bytes.withUnsafeBufferPointer { yaml_parser_set_input_string(&parser, $0.baseAddress, $0.count) }
  }

  deinit { yaml_parser_delete(&parser) }

  /// The next event; nil after the last.
  func next() throws(YAMLError) -> Event? {
    guard !ended else { return nil }
    var event = yaml_event_t()
    guard yaml_parser_parse(&parser, &event) == 1 else { throw failure() }
    defer { yaml_event_delete(&event) }
    ended = event.type == YAML_STREAM_END_EVENT
    return translate(event)
  }

  private func translate(_ event: yaml_event_t) -> Event {
    let mark = mark(event.start_mark)
    switch event.type {
    case YAML_SCALAR_EVENT:
      let data = event.data.scalar
      let text = String(decoding: UnsafeBufferPointer(start: data.value, count: data.length), as: UTF8.self)
      let tag = data.tag.map { String(cString: $0) }
      let scalar = Scalar(text, style: Self.style(data.style), coreTag: tag.flatMap(Self.coreType))
      return Event(kind: .scalar(scalar, anchor: data.anchor.map { String(cString: $0) }), tag: tag, mark: mark)
    case YAML_ALIAS_EVENT:
      return Event(kind: .alias(event.data.alias.anchor.map { String(cString: $0) } ?? ""), tag: nil, mark: mark)
    case YAML_SEQUENCE_START_EVENT:
      let data = event.data.sequence_start
      let anchor = data.anchor.map { String(cString: $0) }
      return Event(kind: .sequenceStart(anchor: anchor), tag: data.tag.map { String(cString: $0) }, mark: mark)
    case YAML_MAPPING_START_EVENT:
      let data = event.data.mapping_start
      let anchor = data.anchor.map { String(cString: $0) }
      return Event(kind: .mappingStart(anchor: anchor), tag: data.tag.map { String(cString: $0) }, mark: mark)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return Event(kind: .collectionEnd, tag: nil, mark: mark)
    case YAML_DOCUMENT_START_EVENT: return Event(kind: .documentStart, tag: nil, mark: mark)
    default: return Event(kind: .other, tag: nil, mark: mark)
    }
  }

  private static func style(_ style: yaml_scalar_style_t) -> Scalar.Style {
    switch style {
    case YAML_PLAIN_SCALAR_STYLE: .plain
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
    default: .quoted
    }
  }

  private static func coreType(_ tag: String) -> String? {
    let prefix = "tag:yaml.org,2002:"
    return tag.hasPrefix(prefix) ? String(tag.dropFirst(prefix.count)) : nil
  }

  private func mark(_ mark: yaml_mark_t) -> Mark {
    mark.line < end.line ? Mark(source: source, line: Int(mark.line) + 1, column: Int(mark.column) + 1) : end
  }

  private func failure() -> YAMLError {
    let problem = parser.problem.map { String(cString: $0) } ?? "this is not YAML"
    if parser.error == YAML_READER_ERROR {
      return YAMLError(
        mark: source.mark(utf8Offset: Int(parser.problem_offset)), message: problem,
        hint: "remove the character, or write it as an escape in double quotes")
    }
    let mark = mark(parser.problem_mark)
    let context = parser.context.map { " " + String(cString: $0) } ?? ""
    return YAMLError(mark: mark, message: problem + context, hint: hint(at: mark))
  }

  private func hint(at mark: Mark) -> String? {
    guard let line = source.line(mark.line) else { return nil }
    if line.prefix(while: \.isWhitespace).contains("\t") { return "YAML is indented with spaces, never with tabs" }
    return nil
  }
}
