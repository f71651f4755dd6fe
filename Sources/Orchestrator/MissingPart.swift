/// A plan names something that its node does not have: a mistake of nodectl's own.
struct MissingPart: Error, CustomStringConvertible {
  let name: String

  var description: String {
    "the plan names '\(name)', which the node does not have; this is a mistake in nodectl, please report it"
  }
}
