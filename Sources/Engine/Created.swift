/// The answer to the creation of a container, network or exec session.
struct Created: Decodable {
  let id: String

  private enum CodingKeys: String, CodingKey { case id = "Id" }
}
