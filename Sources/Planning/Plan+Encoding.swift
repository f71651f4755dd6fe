import YAML

/// For programs: what `plan --json` prints of a node (docs/plan.md).
extension Plan: Encodable {
  private enum CodingKeys: String, CodingKey {
    case node, changes, steps, notes
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(node, forKey: .node)
    try container.encode(hasChanges, forKey: .changes)
    try container.encode(steps, forKey: .steps)
    try container.encode(notes, forKey: .notes)
  }
}

extension Step: Encodable {
  private enum CodingKeys: String, CodingKey {
    case step, operation, subject, changes, after, cause, fields
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .step)
    try container.encode(operation.name, forKey: .operation)
    try container.encode(operation.subject, forKey: .subject)
    try container.encode(operation.isChange, forKey: .changes)
    try container.encode(after, forKey: .after)
    try container.encode(cause.description, forKey: .cause)
    if let difference = cause.difference { try container.encode(difference.fields, forKey: .fields) }
  }
}

/// Values that are not text are given as JSON text, as people see them too.
extension FieldChange: Encodable {
  private enum CodingKeys: String, CodingKey {
    case field, old, new
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(field, forKey: .field)
    try container.encodeIfPresent(old.map(Self.text), forKey: .old)
    try container.encodeIfPresent(new.map(Self.text), forKey: .new)
  }
}
