package io.drydock.lint.hadolint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fix does what its rule asks for, and nothing else; a file that it leaves is still one. */
class FixTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      textBlock =
          """
          DL3014 => RUN apt-get install curl => RUN apt-get install -y curl
          DL3014 => RUN a; \\|# why|  apt-get install \\|   curl && b => RUN a; \\|# why|  apt-get install -y \\|   curl && b
          DL3014 => ONBUILD RUN apt-get install a => ONBUILD RUN apt-get install -y a
          DL3015 => RUN apt-get -y install a => RUN apt-get -y install --no-install-recommends a
          DL3009 => RUN apt-get update => RUN apt-get update && rm -rf /var/lib/apt/lists/*
          DL3009 => RUN apt-get update \\|    && apt-get install a|CMD x => RUN apt-get update \\|    && apt-get install a \\|    && rm -rf /var/lib/apt/lists/*|CMD x
          DL3027 => RUN apt update && apt install a => RUN apt-get update && apt-get install a
          DL3004 => RUN sudo apt-get update && sudo X=1 a => RUN apt-get update && X=1 a
          DL3019 => RUN apk add curl=1 => RUN apk add --no-cache curl=1
          DL3020 => ADD --chown=a:b x y/ => COPY --chown=a:b x y/
          DL3020 => ONBUILD ADD x y/ => ONBUILD COPY x y/
          DL3020 => add x y/ => copy x y/
          DL3021 => COPY a b c => COPY a b c/
          DL3025 => CMD npm start --port "80 80" => CMD ["npm", "start", "--port", "80 80"]
          DL3025 => HEALTHCHECK --interval=5s CMD curl -f http://localhost => HEALTHCHECK --interval=5s CMD ["curl", "-f", "http://localhost"]
          DL3030 => RUN yum install a-1 => RUN yum install -y a-1
          DL3032 => RUN yum install -y a-1 => RUN yum install -y a-1 && yum clean all
          DL3034 => RUN zypper in a=1 => RUN zypper in -y a=1
          DL3036 => RUN zypper in -y a=1 => RUN zypper in -y a=1 && zypper clean
          DL3038 => RUN dnf install a-1 => RUN dnf install -y a-1
          DL3040 => RUN microdnf install -y a-1 => RUN microdnf install -y a-1 && microdnf clean all
          DL3042 => RUN pip3 install a==1 && python -m pip install b==2 => RUN pip3 install --no-cache-dir a==1 && python -m pip install --no-cache-dir b==2
          DL3046 => RUN useradd -u 1234567 x => RUN useradd -l -u 1234567 x
          DL3060 => RUN yarn install => RUN yarn install && yarn cache clean
          DL3065 => FROM --platform=$TARGETPLATFORM a:1 => FROM a:1
          DL4000 => MAINTAINER Ann <ann@example.com> => LABEL org.opencontainers.image.authors="Ann <ann@example.com>"
          DL3014 => RUN <<EOF|apt-get update|apt-get install a|EOF => RUN <<EOF|apt-get update|apt-get install -y a|EOF
          """)
  void mendsTheFinding(String rule, String before, String after) {
    String text = before.replace('|', '\n') + "\n";
    String fixed = Linting.fixed(rule, text);
    assertThat(fixed.strip().replace('\n', '|')).isEqualTo(after);
    assertThat(Linting.findings(rule, fixed)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      textBlock =
          """
          DL3025 => CMD exec npm start
          DL3025 => CMD npm start && x
          DL3025 => CMD npm start $PORT
          DL3025 => CMD a *.txt
          DL3025 => CMD a > log
          DL3025 => CMD A=1 a
          DL3025 => SHELL ["bash", "-lc"]|CMD npm start
          DL3004 => USER app|RUN sudo a
          DL3004 => RUN sudo -u app a
          DL3009 => RUN apt-get update # why
          DL3009 => RUN apt-get update;
          DL3014 => RUN ["apt-get", "install", "a"]
          DL3020 => ADD *.xyz y/
          DL3027 => RUN apt search a
          DL4000 => MAINTAINER "a" b $c
          """)
  void keepsItsHandsOffWhereMeaningCouldChange(String rule, String text) {
    String file = text.replace('|', '\n') + "\n";
    assertThat(Linting.findings(rule, file)).isNotEmpty();
    assertThat(Linting.fixed(rule, file)).isEqualTo(file);
  }
}
