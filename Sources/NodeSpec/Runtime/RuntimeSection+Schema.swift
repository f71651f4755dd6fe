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
        JSONSchema.optional("image", JSONSchema.image("The image of its service, where it has one.")),
        JSONSchema.optional("dropIns", dropIns),
        JSONSchema.optional(
          "config",
          JSONSchema.text("containerd's whole configuration: the path of a file. k0s leaves it alone then.")),
      ])
  }

  private static var dropIns: Value {
    let file = JSONSchema.text(
      "A path; a relative one starts at the spec.", [JSONSchema.matching("^(.*/)?[A-Za-z0-9_-][A-Za-z0-9_.-]*$")])
    return [
      "type": "array", "items": file,
      "description": "Files that the runtime merges into its configuration: .toml for containerd, .conf for CRI-O.",
    ]
  }
}
