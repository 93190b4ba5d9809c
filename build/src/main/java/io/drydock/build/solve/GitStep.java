package io.drydock.build.solve;

import io.drydock.build.context.ContextTree;
import io.drydock.build.plan.Operation;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.linux.file.RootDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks a git repository out with the {@code git} of the machine. The remote is only asked for the
 * commit; that is fetched when somebody looks into it.
 */
final class GitStep implements Step {
  private static final int COMMIT_DIGITS = 40;

  private final Environment environment;
  private final Operation.Git operation;

  GitStep(Environment environment, Operation.Git operation) {
    this.environment = environment;
    this.operation = operation;
  }

  @Override
  public boolean looksUpFast() {
    return isCommit(operation.ref());
  }

  @Override
  public Optional<Result> lookUp() {
    return isCommit(operation.ref()) ? Optional.of(result(operation.ref())) : Optional.empty();
  }

  @Override
  public String claim() {
    return "fetch " + operation.remote() + "#" + operation.ref();
  }

  @Override
  public Outcome carryOut() throws IOException, InterruptedException {
    String commit = isCommit(operation.ref()) ? operation.ref() : remoteCommit();
    return new Outcome(result(commit), false);
  }

  private Result result(String commit) {
    if (!commit.startsWith(operation.checksum())) {
      throw new DrydockException(
          ErrorKind.CORRUPT,
          "expected checksum to match " + operation.checksum() + ", got " + commit);
    }
    String identity =
        Keys.of(
            "git",
            commit,
            operation.subdirectory(),
            operation.keepGitDirectory() ? "with .git" : "",
            operation.submodules() ? "with submodules" : "");
    return new Result.Files(new LazyTree(() -> checkOut(commit)), Optional.of(identity));
  }

  private String remoteCommit() throws IOException, InterruptedException {
    String ref = operation.ref().isEmpty() ? "HEAD" : operation.ref();
    String listing = git(List.of("ls-remote", operation.remote(), ref, ref + "^{}"));
    String found = "";
    for (String line : listing.lines().toList()) {
      int tab = line.indexOf('\t');
      String name = tab < 0 ? "" : line.substring(tab + 1);
      boolean exact =
          name.equals(ref) || name.equals("refs/heads/" + ref) || name.equals("refs/tags/" + ref);
      // An annotated tag is listed a second time with the commit that it stands for.
      if (name.endsWith("^{}") || (exact && found.isEmpty())) {
        found = line.substring(0, tab);
      }
    }
    if (!isCommit(found)) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND,
          "repository " + operation.remote() + " does not contain ref \"" + ref + "\"");
    }
    return found;
  }

  private ContextTree checkOut(String commit) {
    try {
      Path directory = environment.store().scratch("git");
      String to = directory.toString();
      git(List.of("init", "-q", to));
      git(List.of("-C", to, "remote", "add", "origin", operation.remote()));
      try {
        git(List.of("-C", to, "fetch", "-q", "--depth", "1", "origin", commit));
      } catch (DrydockException e) {
        // Not every server gives out a commit that no branch or tag points at.
        git(List.of("-C", to, "fetch", "-q", "--tags", "origin", "+refs/heads/*:refs/remotes/o/*"));
      }
      git(List.of("-C", to, "-c", "advice.detachedHead=false", "checkout", "-q", commit));
      if (operation.submodules()) {
        git(List.of("-C", to, "submodule", "-q", "update", "--init", "--recursive"));
      }
      if (!operation.keepGitDirectory()) {
        removeGitDirectories(directory);
      }
      return ContextTree.open(
          directory.resolve(operation.subdirectory()),
          IgnoreRules.of(List.of()),
          environment.store().root().resolve("contexts"));
    } catch (IOException e) {
      throw Failures.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.of(e);
    }
  }

  private static void removeGitDirectories(Path directory) throws IOException {
    var found = new ArrayList<Path>();
    try (var files = Files.walk(directory)) {
      files.filter(each -> each.endsWith(".git")).forEach(found::add);
    }
    found.forEach(RootDirectory::deleteTree);
  }

  private String git(List<String> arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("sh", "-c", "umask 022; exec git \"$@\"", "git"));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    Process process = builder.start();
    process.getOutputStream().close();
    String output;
    try {
      output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() == 0) {
        return output;
      }
    } finally {
      process.destroyForcibly();
    }
    boolean missing = process.exitValue() == 127;
    var error =
        new DrydockException(
            missing ? ErrorKind.UNSUPPORTED : ErrorKind.UNAVAILABLE,
            "git " + String.join(" ", arguments) + ": " + output.strip());
    throw missing ? error.withHint("Install git to ADD from repositories.") : error;
  }

  private static boolean isCommit(String text) {
    return text.length() == COMMIT_DIGITS
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
