import Testing

@testable import NodeSpec

@Suite struct ConcealmentTests {
  private let secret = "0123456789abcdefghij"
  private var concealment: Concealment {
    var concealment = Concealment()
    concealment.add(secret.utf8, shownAs: "one")
    concealment.add("second-secret-of-all".utf8, shownAs: "two")
    return concealment
  }

  @Test(arguments: [
    ("token 0123456789abcdefghij.", "token <one>."),
    ("456789abcdefgh", "<one>"),
    ("456789ABCDEFGH", "<one>"),
    ("0123456789abcdefghij0123456789abcdefghij", "<one>"),
    ("0123456789abcdefghij and second-secret-of", "<one> and <two>"),
    ("é0123456789abcdefghijé", "é<one>é"),
  ])
  func `a secret and its pieces are replaced, whatever the case of their letters`(text: String, shown: String) {
    #expect(concealment.conceal(text) == shown)
  }

  @Test(arguments: ["", "0123456789a", "56789abcdef", "nothing of it", "0123456789a bcdefghij"])
  func `what is too short to be a piece stays`(text: String) {
    #expect(concealment.conceal(text) == text)
  }

  @Test func `without a secret all stays`() {
    #expect(Concealment().conceal(secret) == secret)
  }
}
