/// A kernel setting that is, or would be, changed.
package struct SysctlChange: Sendable, Equatable, Codable, CustomStringConvertible {
  package let name: String
  package let old: Int
  package let new: Int

  package init(name: String, old: Int, new: Int) { (self.name, self.old, self.new) = (name, old, new) }

  package var description: String { "\(name) \(old) → \(new)" }
}
