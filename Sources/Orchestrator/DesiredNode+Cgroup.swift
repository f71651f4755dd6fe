import NodeSpec
import Planning

extension DesiredNode {
  /// The path of the cgroup that is to be the node's alone; nil where it is to have none.
  var ownCgroup: String? { spec.metrics.value == .host ? spec.name.value.cgroup : nil }
}
