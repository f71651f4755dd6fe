/// The version of this nodectl.
package enum NodectlVersion {
  package static let current = "0.1.0"
}
