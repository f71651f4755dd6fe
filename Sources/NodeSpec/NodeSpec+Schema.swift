package import YAML

extension NodeSpec {
  /// The JSON Schema (draft 2020-12) of a document of a spec, for editors.
  ///
  /// What needs counting or comparing, such as the oldest version of k0s, only ``read(_:_:)`` knows: it refuses all that
  /// the schema refuses, and more.
  package static var schema: Value {
    JSONSchema.object(
      "A Kubernetes worker as its owner describes it.",
      [
        JSONSchema.optional("apiVersion", JSONSchema.text("The version of this form.", [["const": "nodectl/v1"]])),
        JSONSchema.optional("kind", JSONSchema.text("What is described.", [["const": "WorkerNode"]])),
        JSONSchema.required("name", NodeName.schema),
        JSONSchema.required("zerotier", ZeroTierSection.schema),
        JSONSchema.required("k0s", K0sSection.schema),
        JSONSchema.optional("runtime", RuntimeSection.schema),
        JSONSchema.optional("metrics", Metrics.schema),
        JSONSchema.optional("resources", ResourcesSection.schema),
        JSONSchema.optional("hostSysctls", HostSysctlsPolicy.schema),
        JSONSchema.optional("dataDir", dataDirectory),
        JSONSchema.optional("engine", engine),
        JSONSchema.optional("template", Template.schema),
        JSONSchema.optional("override", override),
      ],
      more: [
        Value.Entry("$schema", .string(JSONSchema.dialect)), Value.Entry("title", "nodectl node spec"),
        Value.Entry("$defs", JSONSchema.definitions), Value.Entry("if", isClassic),
        Value.Entry("then", hasLiteralAddress),
      ])
  }

  private static var dataDirectory: Value {
    JSONSchema.text(
      "The directory that becomes /var/lib/k0s; on a shared mount. A relative path starts at the spec.",
      [JSONSchema.matching("^[^:]+$")], standard: "./k0s-data")
  }

  private static var engine: Value {
    JSONSchema.text(
      "auto, docker, podman, a unix://, tcp:// or ssh:// URL, or the name of a Docker context or a Podman connection.",
      standard: "auto")
  }

  private static var override: Value {
    let file = JSONSchema.text("The path of a compose file. A relative path starts at the spec.")
    return [
      "description": "What goes over the template, merged by compose's rules: a file, or several in order.",
      "anyOf": [file, ["type": "array", "items": file]],
    ]
  }

  private static let isClassic: Value = [
    "properties": ["template": ["const": "classic"]], "required": ["template"],
  ]

  private static let hasLiteralAddress: Value = [
    "properties": ["k0s": ["required": ["nodeIP"], "properties": ["nodeIP": ["not": ["enum": ["auto", .null]]]]]]
  ]
}

extension NodeName {
  static var schema: Value {
    JSONSchema.text(
      "The name of the Kubernetes Node and of the project on the engine.",
      [JSONSchema.matching("^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$")])
  }
}

extension Template {
  static var schema: Value {
    JSONSchema.text(
      "The stack: one of nodectl's, or the path of a compose file.",
      [JSONSchema.choice(builtIn), JSONSchema.matching("/|\\.ya?ml$")], standard: "crio-krun")
  }
}

extension Metrics {
  static var schema: Value {
    JSONSchema.text(
      "What the node tells of the resources that are used: nothing, or those of the whole host.",
      [
        JSONSchema.choice(allCases.map(\.rawValue)),
        JSONSchema.object(
          "The same, with the image of node-exporter.",
          [
            JSONSchema.required(
              "kind", JSONSchema.text("Who tells it.", [JSONSchema.choice(allCases.map(\.rawValue))])),
            JSONSchema.optional("image", JSONSchema.image("The image of node-exporter.")),
          ]),
      ], standard: .string(Self.none.rawValue))
  }
}

extension HostSysctlsPolicy {
  static var schema: Value {
    JSONSchema.text(
      "Whether the kubelet may change kernel settings of the whole host.",
      [JSONSchema.choice(allCases.map(\.rawValue))], standard: .string(Self.allow.rawValue))
  }
}
