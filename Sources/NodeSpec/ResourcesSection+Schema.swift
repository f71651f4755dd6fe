import YAML

extension ResourcesSection {
  static var schema: Value {
    JSONSchema.object(
      "What the node, all its pods included, may use of its host.",
      [
        JSONSchema.optional("cpus", JSONSchema.text("CPUs, such as 4 or 1.5.", [JSONSchema.matching("^[0-9.]+$")])),
        JSONSchema.optional(
          "memory",
          JSONSchema.text("Memory, such as 8GiB.", [JSONSchema.matching("^[0-9.]+ *[kKmMgGtTpP]?[iI]?[bB]?$")])),
        JSONSchema.optional(
          "pids",
          JSONSchema.text(
            "Processes and threads.", [["type": "integer", "minimum": 1], ["type": "string", "pattern": "^[0-9]+$"]])),
      ])
  }
}
