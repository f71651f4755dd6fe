package import YAML

/// Configuration that goes into something which others run for the cluster, and is no object for `kubectl apply`.
package struct ManifestFragment: Sendable {
  /// The name of its file, in a directory.
  package let file: String
  /// Where it goes, a line each.
  package let notes: [String]
  package let content: Value

  /// As a file of its own.
  package var text: String { notes.map { "# \($0)\n" }.joined() + Emitter.text(content) }

  /// The same as a comment, which `kubectl apply` passes over.
  package var comment: String {
    let lines = notes + [""] + Emitter.text(content).split(separator: "\n").map(String.init)
    return lines.map { $0.isEmpty ? "#\n" : "# \($0)\n" }.joined()
  }
}

extension ManifestFragment {
  /// The worker profile with which a kubelet has systemd make its pods' cgroups: k0s's `docs/worker-node-config.md`.
  package static func workerProfile(_ name: String) -> ManifestFragment {
    let everyone = name == "default" ? ["It is that of all nodes without a profile: better set k0s.profile."] : []
    return ManifestFragment(
      file: "k0s-config.yaml",
      notes: [
        "For the controllers: add this profile to spec.workerProfiles of their k0s.yaml and restart them, or with dynamic",
        "configuration by k0s config edit. It must be there before the node is. Do not apply it as it is: that would",
        "replace all that the configuration has.",
      ] + everyone,
      content: [
        "apiVersion": "k0s.k0sproject.io/v1beta1", "kind": "ClusterConfig", "metadata": ["name": "k0s"],
        "spec": ["workerProfiles": [["name": .string(name), "values": ["cgroupDriver": "systemd"]]]],
      ])
  }

  /// What NVIDIA's GPU operator has to know of the node.
  package static func gpuOperator(_ values: Value) -> ManifestFragment {
    ManifestFragment(
      file: "gpu-operator-values.yaml",
      notes: [
        "Values of NVIDIA's GPU operator, as a file of their own:",
        "helm install nvidia-gpu-operator -n nvidia-gpu-operator --create-namespace -f FILE nvidia/gpu-operator",
      ],
      content: values)
  }

  /// How Prometheus finds the exporters of all such nodes: by the label that they register with.
  package static func scrapeConfiguration(label: String) -> ManifestFragment {
    let meta = "__meta_kubernetes_node"
    let metaLabel = String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    return ManifestFragment(
      file: "prometheus.yaml",
      notes: [
        "For Prometheus: add this to its scrape_configs, once for all nodes. It has to reach the nodes' ZeroTier addresses."
      ],
      content: [
        "scrape_configs": [
          [
            "job_name": "node-exporter", "kubernetes_sd_configs": [["role": "node"]],
            "relabel_configs": [
              ["source_labels": [.string("\(meta)_label_\(metaLabel)")], "regex": "true", "action": "keep"],
              [
                "source_labels": [.string("\(meta)_address_InternalIP")], "regex": "(.+)",
                "replacement": "$1:9100", "target_label": "__address__",
              ],
              ["source_labels": [.string("\(meta)_name")], "target_label": "node"],
            ],
          ]
        ]
      ])
  }

  /// What prometheus-adapter answers for the resource metrics of nodes and pods, in the place of metrics-server.
  package static var adapterRules: ManifestFragment {
    ManifestFragment(
      file: "prometheus-adapter.yaml",
      notes: [
        "For prometheus-adapter: values of its Helm chart. A node's are those of its whole host. A pod's take cAdvisor as",
        "well. It answers instead of metrics-server: start the controllers with --disable-components=metrics-server.",
      ],
      content: [
        "rules": [
          "resource": [
            "cpu": resource(
              ofContainers: "rate(container_cpu_usage_seconds_total{container!=\"\",<<.LabelMatchers>>}[3m])",
              ofNodes: "rate(node_cpu_seconds_total{mode!~\"idle|iowait|steal\",<<.LabelMatchers>>}[3m])"),
            "memory": resource(
              ofContainers: "container_memory_working_set_bytes{container!=\"\",<<.LabelMatchers>>}",
              ofNodes: ["MemTotal", "MemAvailable"].map { "node_memory_\($0)_bytes{<<.LabelMatchers>>}" }
                .joined(separator: " - ")),
            "window": "3m",
          ]
        ]
      ])
  }

  private static func resource(ofContainers containers: String, ofNodes nodes: String) -> Value {
    [
      "containerQuery": .string("sum by (<<.GroupBy>>) (\(containers))"),
      "nodeQuery": .string("sum by (<<.GroupBy>>) (\(nodes))"),
      "resources": [
        "overrides": [
          "node": ["resource": "node"], "namespace": ["resource": "namespace"], "pod": ["resource": "pod"],
        ]
      ],
      "containerLabel": "container",
    ]
  }
}
