package dev.hearth.text;

import dev.hearth.text.RegexNode.Greed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Reads a regular expression in Ruby's syntax, as Oniguruma does. */
final class RegexParser {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_COUNT = 100_000;

  private final String regex;
  private final RegexClass classes;
  private boolean ignoresCase;
  private boolean dotIsAll;
  private int depth;

  /** What the last atom reads when it is one code point; else null. */
  private @Nullable IntPredicate single;

  RegexParser(String regex) {
    this.regex = regex;
    classes = new RegexClass(regex);
  }

  RegexNode parse() {
    RegexNode node = alternatives(new RegexNode.Accept());
    if (classes.position < regex.length()) {
      throw classes.wrong("no )");
    }
    return node;
  }

  /** Reads up to a bracket that closes a group; everything leads on to {@code end}. */
  private RegexNode alternatives(RegexNode end) {
    if (++depth > MAX_DEPTH) {
      throw classes.wrong("at most " + MAX_DEPTH + " groups inside each other");
    }
    boolean outerCase = ignoresCase;
    boolean outerDot = dotIsAll;
    List<RegexNode> branches = new ArrayList<>();
    do {
      branches.add(sequence(end));
    } while (takes('|'));
    ignoresCase = outerCase;
    dotIsAll = outerDot;
    depth--;
    return branches.size() == 1 ? branches.get(0) : new RegexNode.Choice(branches);
  }

  private RegexNode sequence(RegexNode end) {
    List<RegexNode> nodes = new ArrayList<>();
    while (classes.position < regex.length() && !at('|') && !at(')')) {
      RegexNode node = quantified();
      if (node != null) {
        nodes.add(node);
      }
    }
    RegexNode next = end;
    for (int i = nodes.size() - 1; i >= 0; i--) {
      nodes.get(i).next = next;
      next = nodes.get(i);
    }
    return next;
  }

  private @Nullable RegexNode quantified() {
    RegexNode node = atom();
    while (node != null) {
      int min = 0;
      int max = RegexNode.MANY;
      boolean interval = false;
      if (takes('?')) {
        max = 1;
      } else if (takes('+')) {
        min = 1;
      } else if (!takes('*')) {
        int[] bounds = interval();
        if (bounds == null) {
          return node;
        }
        interval = true;
        min = bounds[0];
        max = bounds[1];
      }
      Greed greed = Greed.GREEDY;
      if (!(interval && min == max) && takes('?')) {
        greed = Greed.LAZY;
      } else if (!interval && takes('+')) {
        greed = Greed.POSSESSIVE;
      }
      IntPredicate one = single;
      single = null;
      node = one != null ? new RegexNode.Run(one, min, max, greed) : loop(node, min, max, greed);
    }
    return null;
  }

  private static RegexNode loop(RegexNode body, int min, int max, Greed greed) {
    if (body instanceof RegexNode.Run run && max == RegexNode.MANY && greed == Greed.GREEDY) {
      RegexNode.Run repeated = run.repeated(min);
      if (repeated != null) {
        return repeated;
      }
    }
    RegexNode.Loop loop = new RegexNode.Loop(min, max, greed == Greed.LAZY);
    body.next = new RegexNode.Join(loop);
    loop.body = body;
    if (greed != Greed.POSSESSIVE) {
      return loop;
    }
    loop.next = new RegexNode.Accept();
    return new RegexNode.Alone(loop, false, true);
  }

  /** Reads {@code {n,m}}, or returns null where the brace is none of a quantifier. */
  private int @Nullable [] interval() {
    int end = at('{') ? regex.indexOf('}', classes.position) : -1;
    if (end < classes.position + 2) {
      return null;
    }
    String inside = regex.substring(classes.position + 1, end);
    int comma = inside.indexOf(',');
    String low = comma < 0 ? inside : inside.substring(0, comma);
    String high = comma < 0 ? inside : inside.substring(comma + 1);
    int min = low.isEmpty() && !high.isEmpty() ? 0 : number(low);
    int max = high.isEmpty() && min >= 0 ? RegexNode.MANY : number(high);
    if (min < 0 || max < 0) {
      return null;
    }
    if (max < min) {
      throw classes.wrong("an interval that ends after it begins");
    }
    classes.position = end + 1;
    return new int[] {min, max};
  }

  private int number(String digits) {
    int value = digits.isEmpty() ? -1 : 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
      if (value > MAX_COUNT) {
        throw classes.wrong("at most " + MAX_COUNT + " repetitions");
      }
    }
    return value;
  }

  private @Nullable RegexNode atom() {
    single = null;
    char c = regex.charAt(classes.position);
    if (takes('(')) {
      return group();
    }
    if (c == '*' || c == '+' || c == '?') {
      throw classes.wrong("something to repeat");
    }
    if (c == '^' || c == '$') {
      classes.position++;
      return new RegexNode.Place(c);
    }
    if (c == '\\' && classes.position + 1 < regex.length()) {
      char kind = regex.charAt(classes.position + 1);
      if ("AzZbB".indexOf(kind) >= 0) {
        classes.position += 2;
        return new RegexNode.Place(kind);
      }
    }
    IntPredicate one = cased(one(c));
    single = one;
    return new RegexNode.Run(one, 1, 1, Greed.GREEDY);
  }

  private IntPredicate one(char c) {
    if (takes('[')) {
      return classes.brackets();
    }
    if (takes('.')) {
      return dotIsAll ? any -> true : any -> any != '\n';
    }
    IntPredicate known = c == '\\' ? classes.shorthand(false) : null;
    if (known != null) {
      return known;
    }
    int wanted = classes.codePoint();
    return found -> found == wanted;
  }

  private IntPredicate cased(IntPredicate set) {
    if (!ignoresCase) {
      return set;
    }
    return c -> {
      int upper = Character.toUpperCase(c);
      return set.test(c)
          || set.test(upper)
          || set.test(Character.toLowerCase(c))
          || set.test(Character.toLowerCase(upper));
    };
  }

  /** Reads a group; the position is behind its bracket. Null for one that only sets options. */
  private @Nullable RegexNode group() {
    RegexNode node;
    if (!takes('?')) {
      node = plain();
    } else if (takes(':')) {
      node = plain();
    } else if (takes('=')) {
      node = new RegexNode.Alone(alternatives(new RegexNode.Accept()), true, true);
    } else if (takes('!')) {
      node = new RegexNode.Alone(alternatives(new RegexNode.Accept()), true, false);
    } else if (takes('>')) {
      node = new RegexNode.Alone(alternatives(new RegexNode.Accept()), false, true);
    } else if (takes('<')) {
      node = behindOrNamed();
    } else {
      node = options();
      if (node == null) {
        return null;
      }
    }
    if (!takes(')')) {
      throw classes.wrong(")");
    }
    single = null;
    return node;
  }

  private RegexNode plain() {
    Group group = new Group();
    group.body = alternatives(new RegexNode.Join(group));
    return group;
  }

  private RegexNode behindOrNamed() {
    boolean wanted = at('=');
    if (takes('=') || takes('!')) {
      RegexNode.Accept accept = new RegexNode.Accept();
      return new RegexNode.Behind(alternatives(accept), accept, wanted);
    }
    int end = regex.indexOf('>', classes.position);
    if (end < 0) {
      throw classes.wrong(">");
    }
    classes.position = end + 1;
    return plain();
  }

  /** Reads {@code i:} and the like; without the colon they hold to the end of the group. */
  private @Nullable RegexNode options() {
    boolean outerCase = ignoresCase;
    boolean outerDot = dotIsAll;
    boolean on = true;
    while (!at(':') && !at(')')) {
      if (takes('-')) {
        on = false;
      } else if (takes('i')) {
        ignoresCase = on;
      } else if (takes('m')) {
        dotIsAll = on;
      } else {
        throw classes.wrong("an option of a group that is known here");
      }
    }
    if (takes(')')) {
      return null;
    }
    classes.position++;
    RegexNode node = plain();
    ignoresCase = outerCase;
    dotIsAll = outerDot;
    return node;
  }

  /** A group, which leads on to whatever follows it. */
  private static final class Group extends RegexNode {
    RegexNode body = this;

    @Override
    int match(String text, int at) {
      return body.match(text, at);
    }
  }

  private boolean at(char c) {
    return classes.position < regex.length() && regex.charAt(classes.position) == c;
  }

  private boolean takes(char c) {
    boolean there = at(c);
    classes.position += there ? 1 : 0;
    return there;
  }
}
