import YAML

extension ZeroTierSection {
  static var schema: Value {
    JSONSchema.object(
      "The mesh network that the node is reached through.",
      [
        JSONSchema.required(
          "network", JSONSchema.text("The id of the network.", [JSONSchema.matching("^[0-9A-Fa-f]{16}$")])),
        JSONSchema.required("identity", identity),
        JSONSchema.optional("hostPort", hostPort),
        JSONSchema.optional("image", JSONSchema.image("The image of ZeroTier.")),
      ])
  }

  private static var identity: Value {
    JSONSchema.object(
      "The node's ZeroTier identity: a file that holds it, or its text.",
      [
        JSONSchema.optional("file", JSONSchema.text("The path of a file with the secret identity.")),
        JSONSchema.optional("secret", JSONSchema.text("The secret identity, such as \"${ZT_ID_SEC}\".")),
        JSONSchema.optional("public", JSONSchema.text("Its public part, which is checked; not needed.")),
      ],
      more: [
        Value.Entry("oneOf", [["required": ["file"], "not": ["required": ["public"]]], ["required": ["secret"]]])
      ])
  }

  private static var hostPort: Value {
    JSONSchema.text(
      "The UDP port of the host that leads to ZeroTier; auto: the first free one from \(HostPort.firstAutomatic).",
      [
        ["const": "auto"], ["type": "integer", "minimum": 1, "maximum": 65_535],
        ["type": "string", "pattern": "^[0-9]+$"],
      ], standard: .integer(HostPort.firstAutomatic))
  }
}
