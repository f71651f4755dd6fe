import Compose
import Doctor
import Engine
import FoundationEssentials
import NodeSpec
import Planning
import Runtimes

extension NodeStatus {
  /// What runs a node's pods, as its parts say.
  package struct Runtime: Sendable, Encodable {
    /// As the kubelet tells the cluster: `containerd://1.7.27`; nil where the cluster has not been told.
    package let reported: String?
    /// The names of the drop-ins that containerd was started with; nil where the runtime is another.
    package let dropIns: [String]?
  }

  /// What the kubelet reports by the answer that the cluster has given of its Node.
  static func reportedRuntime(_ answer: String?) -> String? {
    struct Node: Decodable {
      struct Status: Decodable {
        struct Info: Decodable { let containerRuntimeVersion: String }

        let nodeInfo: Info
      }

      let status: Status
    }
    return answer.flatMap { try? JSONDecoder().decode(Node.self, from: Data($0.utf8)) }?
      .status.nodeInfo.containerRuntimeVersion
  }

  /// The status with the runtime, and a warning for each thing that is not as the spec has it.
  ///
  /// `worker` is the container of k0s, and `node` what the cluster has answered of the Node.
  func withRuntime(
    _ node: String?, of worker: ContainerDetails, _ service: String, _ desired: DesiredNode?, _ probe: NodeProbe
  ) async -> NodeStatus {
    let reported = Self.reportedRuntime(node)
    var status = self
    var differences: [String] = []
    if let reported, let kind = desired?.spec.runtime.kind, let scheme = Self.schemes[kind], !reported.hasPrefix(scheme)
    {
      differences.append("the kubelet reports the runtime \(reported), and the spec has 'kind: \(kind.rawValue)'")
    }
    var dropIns: EffectiveDropIns?
    if desired.map({ $0.spec.runtime.kind == .containerd }) ?? (reported?.hasPrefix("containerd:") == true) {
      dropIns = await probe.containerdFiles(worker.id).map(EffectiveDropIns.init(answer:))
    }
    if let desired, let dropIns, let service = desired.project.service(service) {
      let files = desired.files(of: service).map { ($0.path, String(decoding: $0.content, as: UTF8.self)) }
      let operators = desired.spec.runtime.nvidia == nil ? nil : NVIDIASection.dropIn
      differences += dropIns.differences(from: Dictionary(files) { $1 }, operators: operators)
    }
    status.runtime = Runtime(reported: reported, dropIns: dropIns?.names)
    for difference in differences {
      status.warnings.append(
        Trouble(
          service,
          Diagnosis(
            difference, isWarning: true, "nodectl plan \(probe.node.name)    shows what 'up' would change",
            "nodectl restart \(probe.node.name)/\(service)    starts containerd anew")))
    }
    return status
  }

  /// How runtimes call themselves.
  private static let schemes: [RuntimeSection.Kind: String] = [
    .crioKrun: "cri-o://", .containerd: "containerd://", .criDockerd: "docker://",
  ]
}
