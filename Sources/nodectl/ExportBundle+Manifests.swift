import Compose
import Export
import NodeSpec
import Runtimes

/// What of the cluster goes with the node.
extension ExportBundle {
  /// One text: the objects of the cluster, and as comments what is for others than kubectl.
  var manifests: String { ([objects] + fragments.map { "\n\($0.comment)" }).joined() }

  /// The same as files: those for others on their own.
  var manifestFiles: [ExportedFile] {
    [ExportedFile("manifests.yaml", objects)] + fragments.map { ExportedFile($0.file, $0.text) }
  }

  private var objects: String {
    let handlers = node.stack.runtimeHandlers
    let notes =
      handlers.isEmpty
      ? ["\(origin), which needs no objects of the cluster."]
      : [
        "\(origin): kubectl apply -f -",
        "Pods that name one of these as runtimeClassName have to be put on a node that has it: add",
        "'scheduling: {nodeSelector: {...}}' with a label of such nodes (k0s.labels) where not all of them have.",
      ]
    return ManifestExport.text(handlers: handlers, notes: notes)
  }

  private var fragments: [ManifestFragment] {
    var fragments: [ManifestFragment] = []
    if node.spec.runtime.external?.cgroupDriver.value == .systemd {
      fragments.append(.workerProfile(node.spec.k0s.profile))
    }
    if node.spec.runtime.nvidia != nil { fragments.append(.gpuOperator(GPUOperator.values)) }
    if node.spec.metrics.value == .exporter {
      fragments += [.scrapeConfiguration(label: Metrics.externalLabel), .adapterRules]
    }
    return fragments
  }
}
