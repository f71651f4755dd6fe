import CLibYAML

/// libyaml's emitter into memory.
final class EventWriter {
  private(set) var bytes: [UInt8] = []
  private var emitter = yaml_emitter_t()

  init() {
    precondition(yaml_emitter_initialize(&emitter) == 1, "out of memory")
    yaml_emitter_set_unicode(&emitter, 1)
    yaml_emitter_set_width(&emitter, -1)
    let context = Unmanaged.passUnretained(self).toOpaque()
    yaml_emitter_set_output(
      &emitter,
      { context, buffer, size in
        guard let context else { return 0 }
        let writer = Unmanaged<EventWriter>.fromOpaque(context).takeUnretainedValue()
        writer.bytes.append(contentsOf: UnsafeBufferPointer(start: buffer, count: size))
        return 1
      }, context)
  }

  deinit { yaml_emitter_delete(&emitter) }

  func write(document value: Value) {
    emit { yaml_stream_start_event_initialize($0, YAML_UTF8_ENCODING) }
    emit { yaml_document_start_event_initialize($0, nil, nil, nil, 1) }
    write(value)
    emit { yaml_document_end_event_initialize($0, 1) }
    emit { yaml_stream_end_event_initialize($0) }
  }

  private func write(_ value: Value) {
    switch value {
    case .null: scalar("null", YAML_PLAIN_SCALAR_STYLE)
    case .boolean(let truth): scalar(truth ? "true" : "false", YAML_PLAIN_SCALAR_STYLE)
    case .integer(let number): scalar(String(number), YAML_PLAIN_SCALAR_STYLE)
    case .float(let number): scalar(Self.text(number), YAML_PLAIN_SCALAR_STYLE)
    case .string(let text): string(text)
    case .sequence(let items):
      let style = items.isEmpty ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE
      emit { yaml_sequence_start_event_initialize($0, nil, nil, 1, style) }
      for item in items { write(item) }
      emit { yaml_sequence_end_event_initialize($0) }
    case .mapping(let entries):
      let style = entries.isEmpty ? YAML_FLOW_MAPPING_STYLE : YAML_BLOCK_MAPPING_STYLE
      emit { yaml_mapping_start_event_initialize($0, nil, nil, 1, style) }
      for entry in entries {
        string(entry.key)
        write(entry.value)
      }
      emit { yaml_mapping_end_event_initialize($0) }
    }
  }

  private static func text(_ number: Double) -> String {
    if number.isNaN { return ".nan" }
    return number.isInfinite ? (number < 0 ? "-.inf" : ".inf") : String(number)
  }

  private func string(_ text: String) {
    if Emitter.isSafePlain(text) {
      scalar(text, YAML_PLAIN_SCALAR_STYLE)
    } else {
      scalar(text, text.contains("\n") ? YAML_LITERAL_SCALAR_STYLE : YAML_DOUBLE_QUOTED_SCALAR_STYLE)
    }
  }

  private func scalar(_ text: String, _ style: yaml_scalar_style_t) {
    var text = text
    text.withUTF8 { bytes in
      emit { yaml_scalar_event_initialize($0, nil, nil, bytes.baseAddress, Int32(bytes.count), 1, 1, style) }
    }
  }

  /// Fails only when memory does: every sequence of events that ``write(document:)`` makes is well-formed.
  private func emit(_ initialize: (UnsafeMutablePointer<yaml_event_t>) -> Int32) {
    var event = yaml_event_t()
    precondition(initialize(&event) == 1 && yaml_emitter_emit(&emitter, &event) == 1, "out of memory")
  }
}
