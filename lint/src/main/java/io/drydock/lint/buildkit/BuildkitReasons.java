package io.drydock.lint.buildkit;

import io.drydock.dockerfile.check.BuildCheck;

/** Why each build check matters, and what to write instead. */
final class BuildkitReasons {
  private BuildkitReasons() {}

  static String why(BuildCheck check) {
    return switch (check) {
      case STAGE_NAME_CASING ->
          "Names of stages are compared in lower case, so other casing only hides which names are the same.";
      case FROM_AS_CASING, CONSISTENT_INSTRUCTION_CASING ->
          "Mixed casing makes instructions harder to tell from their arguments.";
      case NO_EMPTY_CONTINUATION ->
          "An empty line looks like the end of the instruction, and will be one.";
      case DUPLICATE_STAGE_NAME -> "Whoever names the stage gets the last one, whatever was meant.";
      case RESERVED_STAGE_NAME ->
          "The name has a meaning of its own, which the stage hides or loses against.";
      case JSON_ARGS_RECOMMENDED ->
          "A shell stands between the engine and the program and does not pass on signals, so stopping takes until the program is killed.";
      case MAINTAINER_DEPRECATED -> "The instruction may go; labels can be searched and hold more.";
      case UNDEFINED_ARG_IN_FROM ->
          "The variable is empty, so the name of the base is not what it seems.";
      case WORKDIR_RELATIVE_PATH -> "Where it leads depends on the base image, which may change.";
      case UNDEFINED_VAR -> "The variable is empty, often because of a slip of the keyboard.";
      case MULTIPLE_INSTRUCTIONS_DISALLOWED -> "Only the last one counts, the others mislead.";
      case LEGACY_KEY_VALUE_FORMAT ->
          "Without an equals sign only one pair fits, and the rest of the line is its value.";
      case INVALID_BASE_IMAGE_PLATFORM ->
          "Programs of another platform do not run, or only slowly.";
      case REDUNDANT_TARGET_PLATFORM -> "It is the default, so it only adds words.";
      case SECRETS_USED_IN_ARG_OR_ENV ->
          "Arguments and variables stay in the image's history and configuration for everyone to read.";
      case INVALID_DEFAULT_ARG_IN_FROM -> "Without the build argument the build fails.";
      case FROM_PLATFORM_FLAG_CONST_DISALLOWED ->
          "The image is for that platform whatever the build asks for.";
      case COPY_IGNORED_FILE ->
          "The file never reaches the builder, so the copy fails or misses it.";
      case INVALID_DEFINITION_DESCRIPTION ->
          "The comment is shown as a description only where it starts with the name.";
      case EXPOSE_PROTO_CASING -> "Protocols are written in lower case everywhere else.";
      case EXPOSE_INVALID_FORMAT ->
          "An image cannot choose addresses or ports of its host; newer builders refuse the form.";
    };
  }

  static String remedy(BuildCheck check) {
    return switch (check) {
      case STAGE_NAME_CASING -> "Write the name in lower case.";
      case FROM_AS_CASING -> "Write AS as FROM is written.";
      case NO_EMPTY_CONTINUATION -> "Remove the empty line, or put # on it.";
      case CONSISTENT_INSTRUCTION_CASING -> "Write all instructions in upper case.";
      case DUPLICATE_STAGE_NAME -> "Give each stage a name of its own.";
      case RESERVED_STAGE_NAME -> "Choose another name than scratch and context.";
      case JSON_ARGS_RECOMMENDED ->
          "Write the command as a JSON array: CMD [\"program\", \"argument\"].";
      case MAINTAINER_DEPRECATED -> "Write LABEL org.opencontainers.image.authors=\"…\".";
      case UNDEFINED_ARG_IN_FROM -> "Declare the ARG before the first FROM.";
      case WORKDIR_RELATIVE_PATH -> "Begin with an absolute WORKDIR.";
      case UNDEFINED_VAR -> "Declare it with ARG or ENV before it is used.";
      case MULTIPLE_INSTRUCTIONS_DISALLOWED -> "Keep the last one.";
      case LEGACY_KEY_VALUE_FORMAT -> "Write KEY=value.";
      case INVALID_BASE_IMAGE_PLATFORM -> "Choose a base that exists for the platform.";
      case REDUNDANT_TARGET_PLATFORM -> "Leave the flag out.";
      case SECRETS_USED_IN_ARG_OR_ENV ->
          "Mount it where it is needed: RUN --mount=type=secret,id=NAME.";
      case INVALID_DEFAULT_ARG_IN_FROM -> "Give the ARG a default that makes a valid name.";
      case FROM_PLATFORM_FLAG_CONST_DISALLOWED ->
          "Use $BUILDPLATFORM or $TARGETPLATFORM, or name the stage after the platform.";
      case COPY_IGNORED_FILE -> "Take the file out of .dockerignore, or do not copy it.";
      case INVALID_DEFINITION_DESCRIPTION ->
          "Start the comment with the name, or part it by an empty line.";
      case EXPOSE_PROTO_CASING -> "Write the protocol in lower case.";
      case EXPOSE_INVALID_FORMAT ->
          "Name only the container's port; publish it when you run the image.";
    };
  }
}
