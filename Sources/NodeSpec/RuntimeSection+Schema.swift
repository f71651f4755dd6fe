import YAML

extension RuntimeSection {
  static var schema: Value {
    JSONSchema.object(
      "What runs the pods.",
      [
        JSONSchema.optional(
          "kind",
          JSONSchema.text(
            "The container runtime.", [JSONSchema.choice(Kind.allCases.map(\.rawValue))],
            standard: .string(Kind.crioKrun.rawValue))),
        JSONSchema.optional("image", JSONSchema.image("The image of its service.")),
      ])
  }
}
