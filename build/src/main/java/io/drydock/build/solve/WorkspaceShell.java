package io.drydock.build.solve;

import io.drydock.build.StepShell;
import io.drydock.linux.sandbox.Sandbox;
import io.drydock.linux.syscall.Interrupts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Runs commands in a workspace. */
record WorkspaceShell(String title, RunWorkspace workspace) implements StepShell {

  @Override
  public List<String> shell() {
    List<String> args = workspace.operation().args();
    boolean isShell = args.size() > 1 && args.getFirst().endsWith("sh");
    return List.of(isShell ? args.getFirst() : "/bin/sh");
  }

  @Override
  public int run(
      List<String> command, InputStream stdin, OutputStream stdout, OutputStream stderr) {
    int[] code = {0};
    use(
        command,
        sandbox ->
            code[0] =
                Sandbox.start(workspace.isolation(), sandbox, stdin, stdout, stderr)
                    .await()
                    .exitCode());
    return code[0];
  }

  @Override
  public int runOnTerminal(List<String> command) {
    int[] code = {0};
    use(
        command,
        sandbox -> {
          Sandbox.Running running = Sandbox.startOnTerminal(workspace.isolation(), sandbox);
          // Only now, so that the command does not inherit it: Ctrl-C is the command's meanwhile.
          try (Interrupts _ = Interrupts.ignored()) {
            code[0] = running.await().exitCode();
          }
        });
    return code[0];
  }

  private void use(List<String> command, RunWorkspace.Use use) {
    try {
      workspace.use(command, use);
    } catch (IOException e) {
      throw Failures.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.of(e);
    }
  }
}
