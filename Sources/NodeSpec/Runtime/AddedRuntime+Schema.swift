import YAML

extension AddedRuntime {
  /// Of `runtime.runtimes`.
  static var schema: Value {
    let path = JSONSchema.matching("^/[^:]*[^:/]$")
    let name = "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"
    let option: Value = ["type": ["string", "integer", "boolean"]]
    let runtime = JSONSchema.object(
      "A runtime; of gVisor, named runsc, everything has a default.",
      [
        JSONSchema.optional(
          "type",
          JSONSchema.text(
            "The runtime's type in containerd.", [JSONSchema.matching("^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+\\.v[0-9]+$")]
          )),
        JSONSchema.optional("shim", JSONSchema.text("The path of its shim on the engine's host.", [path])),
        JSONSchema.optional(
          "programs",
          [
            "type": "array", "items": JSONSchema.text("An absolute path.", [path]),
            "description": "Further programs of the engine's host that it starts.",
          ]),
        JSONSchema.optional(
          "options",
          JSONSchema.map("What containerd hands to the shim.", keys: ["pattern": "^[A-Z][A-Za-z]*$"], values: option)),
        JSONSchema.optional("config", JSONSchema.text("The runtime's own configuration: the path of a file.")),
        JSONSchema.optional(
          "runtimeClass",
          JSONSchema.text(
            "The RuntimeClass that pods ask for it by; its name where not said.", [JSONSchema.matching(name)])),
      ])
    return JSONSchema.map(
      "What containerd runs pods with that ask for it, by the names of handlers.",
      keys: ["pattern": .string(name), "not": ["const": "runc"]],
      values: ["anyOf": [runtime, ["type": "null"]]])
  }
}
