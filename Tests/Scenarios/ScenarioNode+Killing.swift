extension ScenarioNode {
  /// Runs nodectl and kills it once it has told of so many changes; false where it had ended by itself.
  ///
  /// What asks a part whether it is ready runs a command in its container, and changes nothing: there are more of those the
  /// longer that takes.
  func isKilled(after changes: Int, of command: String) async throws -> Bool {
    let script = """
      cd "$0" && rm -f killed.log && touch killed.log
      nodectl $1 -v --progress quiet >/dev/null 2>killed.log &
      while [ "$(grep -E ' (POST|PUT|DELETE) ' killed.log | grep -vc /exec)" -lt "$2" ]; do
        kill -0 $! 2>/dev/null || exit 1
        sleep 0.005
      done
      kill -9 $! 2>/dev/null
      wait $!
      [ $? = 137 ]
      """
    return try await host.run(["bash", "-c", script, directory, command, "\(changes)"]).status == 0
  }
}
