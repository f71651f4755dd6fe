/// A reader of data that others write, fed with whatever a fuzzer thinks of.
///
/// Found is what crashes, hangs or uses memory without bound, and what contradicts itself: a `precondition`.
protocol FuzzTarget: SendableMetatype {
  static func read(_ bytes: [UInt8])
}
