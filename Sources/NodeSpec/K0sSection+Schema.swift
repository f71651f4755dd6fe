import YAML

extension K0sSection {
  static var schema: Value {
    JSONSchema.object(
      "The worker, and the cluster that it joins.",
      [
        JSONSchema.required("version", version),
        JSONSchema.optional("image", JSONSchema.image("The image, where it is not k0s's own of the version.")),
        JSONSchema.required("joinToken", joinToken),
        JSONSchema.optional("nodeIP", nodeIP),
        JSONSchema.optional(
          "profile",
          JSONSchema.text("The worker profile.", [JSONSchema.matching("^[A-Za-z0-9.-]+$")], standard: "default")),
        JSONSchema.optional("labels", labels),
        JSONSchema.optional("taints", taints),
        JSONSchema.optional(
          "kubeletExtraArgs", ExtraArguments.kubelet.schema("Flags of the kubelet, without dashes.")),
        JSONSchema.optional("extraArgs", ExtraArguments.worker.schema("Flags of k0s worker, without dashes.")),
      ])
  }

  private static var version: Value {
    JSONSchema.text(
      "The version of k0s, that of the cluster's controllers; \(K0sVersion.oldestSupported) or newer.",
      [JSONSchema.matching("^v\\d+\\.\\d+\\.\\d+([+-](alpha|beta|rc)\\.\\d+)?[+-]k0s\\.\\d+$")])
  }

  private static var joinToken: Value {
    JSONSchema.object(
      "What 'k0s token create --role=worker' prints: where it is.",
      [
        JSONSchema.optional("file", JSONSchema.text("The path of a file with the token.")),
        JSONSchema.optional("env", JSONSchema.text("The name of an environment variable that holds the token.")),
        JSONSchema.optional("value", JSONSchema.text("The token itself, such as \"${K0S_JOIN_TOKEN}\".")),
      ],
      more: [
        Value.Entry("oneOf", [["required": ["file"]], ["required": ["env"]], ["required": ["value"]]])
      ])
  }

  private static var nodeIP: Value {
    JSONSchema.text(
      "The node's address in the ZeroTier network; auto: the one that ZeroTier assigns.",
      [["const": "auto"], JSONSchema.matching("^(\\d{1,3}\\.){3}\\d{1,3}$")], standard: "auto")
  }

  private static var labels: Value {
    let end = "[A-Za-z0-9]"
    let name = "\(end)([A-Za-z0-9_.-]{0,61}\(end))?"
    let value: Value = ["anyOf": [JSONSchema.matching("^(\(name))?$|\\$"), ["type": "null"]]]
    return JSONSchema.map(
      "Labels of the Node, set when it first registers.",
      keys: ["pattern": .string("^([a-z0-9]([a-z0-9_.-]*[a-z0-9])?/)?\(name)$")], values: value)
  }

  private static var taints: Value {
    let taint = JSONSchema.text(
      "key=value:Effect", [JSONSchema.matching("^[^=:]+(=[^=:]*)?:(\(Taint.effects.joined(separator: "|")))$")])
    return ["type": "array", "description": "Taints that the Node registers with.", "items": taint]
  }
}
