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
        JSONSchema.optional(
          "defaultRuntime",
          JSONSchema.text(
            "What CRI-O runs pods with that ask for nothing else; krun needs /dev/kvm.",
            [JSONSchema.choice(Runtime.allCases.map(\.rawValue))])),
        JSONSchema.optional("extraArgs", ExtraArguments.crio.schema("Flags of CRI-O, without dashes.")),
        JSONSchema.optional("dropIns", dropIns),
        JSONSchema.optional(
          "config",
          JSONSchema.text("containerd's whole configuration: the path of a file. k0s leaves it alone then.")),
        JSONSchema.optional("registries", registries),
        JSONSchema.optional("runtimes", AddedRuntime.schema),
        JSONSchema.optional("nvidia", NVIDIASection.schema),
        JSONSchema.optional(
          "socket",
          JSONSchema.text(
            "Of a runtime of the host's: where it is asked, as TYPE:URL.",
            [JSONSchema.matching("^remote:unix:///[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$")])),
        JSONSchema.optional(
          "cgroupDriver",
          JSONSchema.text(
            "Of a runtime of the host's: who makes its cgroups.",
            [JSONSchema.choice(CgroupDriver.allCases.map(\.rawValue))],
            standard: .string(CgroupDriver.systemd.rawValue))),
      ])
  }

  private static var registries: Value {
    let mirror = JSONSchema.text(
      "The address of a mirror.", [JSONSchema.matching("^https?://[a-z0-9][a-z0-9.-]*(:[0-9]+)?(/[a-z0-9._~/-]*)?$")])
    let capability = JSONSchema.text(
      "What it is asked for.", [JSONSchema.choice(Registry.Capability.allCases.map(\.rawValue))])
    let registry = JSONSchema.object(
      "A registry, or the mirrors that are asked before it.",
      [
        JSONSchema.optional("mirrors", ["type": "array", "items": mirror, "description": "Asked in order."]),
        JSONSchema.optional("ca", JSONSchema.text("The path of a file with the certificate authority, PEM.")),
        JSONSchema.optional(
          "skipVerify",
          JSONSchema.text("Whether their certificates are not looked at.", [["type": "boolean"]], standard: false)),
        JSONSchema.optional(
          "capabilities",
          ["type": "array", "items": capability, "minItems": 1, "description": "What the mirrors are asked for."]),
      ])
    return JSONSchema.map(
      "From where images are pulled, by the names of registries as they stand in the names of images.",
      keys: ["pattern": "^[a-z0-9][a-z0-9.-]*(:[0-9]+)?$"], values: registry)
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
