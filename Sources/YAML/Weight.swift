/// How much a node holds, itself included, with every alias expanded.
struct Weight {
  var nodes = 1
  /// Of text, in UTF-8.
  var bytes = 0

  static func += (weight: inout Weight, other: Weight) {
    weight.nodes += other.nodes
    weight.bytes += other.bytes
  }
}
