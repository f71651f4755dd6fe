/// `{}`, which the API has in place of a set's members.
package struct EmptyObject: Codable, Hashable, Sendable {
  package init() {}
}
