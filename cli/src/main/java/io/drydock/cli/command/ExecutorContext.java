package io.drydock.cli.command;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Session;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What Kaniko's {@code --context} means in the words of {@code build}.
 *
 * @param word a directory, a URL or {@code -}
 * @param archive the file that is to be read for {@code -}; empty for standard input
 */
record ExecutorContext(String word, Optional<Path> archive) {
  private static final String DEFAULT = "dir:///workspace/";

  private static final Map<String, String> STORES =
      Map.of(
          "s3://", "Amazon S3",
          "gs://", "Google Cloud Storage",
          "oss://", "Alibaba Cloud OSS");

  private static final String AZURE = ".blob.core.windows.net";

  static ExecutorContext of(Session session, Arguments arguments) {
    String context = arguments.value("context", DEFAULT);
    String part = arguments.value("context-sub-path", "");
    refuseStores(context);
    if (context.startsWith("tar://")) {
      return tar(session, context.substring("tar://".length()), part);
    }
    if (context.startsWith("git://")) {
      return new ExecutorContext(git(session, arguments, context, part), Optional.empty());
    }
    if (context.startsWith("https://") || context.startsWith("http://")) {
      refusePart(part);
      return new ExecutorContext(context, Optional.empty());
    }
    String directory =
        context.startsWith("dir://") ? context.substring("dir://".length()) : context;
    Path path = session.path(directory).resolve(part).normalize();
    if (!path.startsWith(session.path(directory))) {
      throw new DrydockException(
          ErrorKind.INVALID, "--context-sub-path " + part + " leads out of the context");
    }
    return new ExecutorContext(path.toString(), Optional.empty());
  }

  private static void refuseStores(String context) {
    STORES.forEach((prefix, name) -> {
      if (context.startsWith(prefix)) {
        throw refused(context, name);
      }
    });
    if (context.contains(AZURE)) {
      throw refused(context, "Azure Blob Storage");
    }
  }

  private static DrydockException refused(String context, String store) {
    return new DrydockException(
            ErrorKind.UNSUPPORTED, "a context in " + store + " (" + context + ") is not supported")
        .withHint("Fetch it with the store's own tool and give tar://FILE, or tar://stdin.");
  }

  private static ExecutorContext tar(Session session, String file, String part) {
    refusePart(part);
    if (file.equals("stdin")) {
      return new ExecutorContext("-", Optional.empty());
    }
    Path path = session.path(file);
    if (!Files.isRegularFile(path)) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "--context tar://" + file + ": no such file");
    }
    return new ExecutorContext("-", Optional.of(path));
  }

  private static void refusePart(String part) {
    if (!part.isEmpty()) {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED,
          "--context-sub-path is for directories and git repositories: give an archive of "
              + part
              + " alone");
    }
  }

  /**
   * {@code git://HOST/PATH[#REF[#COMMIT]]} is fetched by https, whatever it looks like, unless
   * GIT_PULL_METHOD says http.
   */
  private static String git(Session session, Arguments arguments, String context, String part) {
    String[] parts = context.substring("git://".length()).split("#", -1);
    String scheme = session.variable("GIT_PULL_METHOD").orElse("https");
    String reference =
        parts.length > 2 && !parts[2].isEmpty()
            ? parts[2]
            : parts.length > 1 ? parts[1] : branch(arguments);
    String fragment = part.isEmpty() ? reference : reference + ":" + part;
    return scheme + "://" + parts[0] + (fragment.isEmpty() ? "" : "#" + fragment);
  }

  private static String branch(Arguments arguments) {
    for (String option : arguments.value("git", "").split(",")) {
      if (option.startsWith("branch=")) {
        return option.substring("branch=".length());
      }
    }
    return "";
  }
}
