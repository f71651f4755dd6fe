import Compose
import Export
import NodeSpec
import Runtimes

extension ExportBundle {
  /// The objects of the cluster that go with the node, and in comments what else the cluster is to be given.
  var manifests: String {
    let handlers = node.stack.runtimeHandlers
    let notes =
      handlers.isEmpty
      ? ["\(origin), which needs no objects of the cluster."]
      : [
        "\(origin): kubectl apply -f -",
        "Pods that name one of these as runtimeClassName have to be put on a node that has it: add",
        "'scheduling: {nodeSelector: {...}}' with a label of such nodes (k0s.labels) where not all of them have.",
      ]
    let text = ManifestExport.text(handlers: handlers, notes: notes)
    return operatorValues.map { text + "---\n" + ManifestExport.comment($0) } ?? text
  }

  /// The manifests as a file, and beside it what is none.
  var manifestFiles: [ExportedFile] {
    [ExportedFile("manifests.yaml", manifests)]
      + [operatorValues].compactMap(\.self).map { ExportedFile("gpu-operator-values.yaml", $0) }
  }

  private var operatorValues: String? {
    node.spec.runtime.nvidia == nil
      ? nil
      : ManifestExport.helmValues(
        GPUOperator.values,
        notes: [
          "Values of NVIDIA's GPU operator, as a file of their own:",
          "helm install nvidia-gpu-operator -n nvidia-gpu-operator --create-namespace -f FILE nvidia/gpu-operator",
        ])
  }
}
