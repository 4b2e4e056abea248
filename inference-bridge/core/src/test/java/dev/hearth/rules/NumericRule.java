package dev.hearth.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Finds what gives other numbers in a browser than on the JVM.
 *
 * <p>JavaScript has no 32-bit float but in a Float32Array: it neither rounds the result of float
 * arithmetic nor what is cast to float. So floats are stored in arrays, compared, and widened to
 * double; a number that becomes a float goes straight into an array. The library's functions are
 * held to those that IEEE 754 or the Java language define to the bit.
 */
final class NumericRule {
  private static final Set<String> MATH =
      Set.of(
          "abs",
          "max",
          "min",
          "floor",
          "ceil",
          "sqrt",
          "floorDiv",
          "floorMod",
          "addExact",
          "multiplyExact",
          "toIntExact",
          "negateExact",
          "subtractExact");

  private static final Set<String> FLOAT =
      Set.of("floatToRawIntBits", "floatToIntBits", "intBitsToFloat", "isNaN", "isFinite");

  private static final Set<String> ROUNDING = Set.of("floatToRawIntBits", "floatToIntBits");

  private static final Set<String> BANNED_OWNERS =
      Set.of(
          "java/lang/StrictMath",
          "java/util/Random",
          "java/util/SplittableRandom",
          "java/util/concurrent/ThreadLocalRandom",
          "java/util/stream/DoubleStream",
          "java/text/DecimalFormat",
          "java/util/Formatter");

  private static final Set<String> BANNED_CALLS =
      Set.of(
          "java/lang/String.format",
          "java/lang/String.formatted",
          "java/lang/Double.parseDouble",
          "java/lang/Double.valueOf(Ljava/lang/String;)Ljava/lang/Double;");

  private final ClassNode type = new ClassNode();
  private final List<String> found = new ArrayList<>();

  private NumericRule(byte[] classFile) {
    new ClassReader(classFile).accept(type, 0);
  }

  /** Returns one line for each offence of a class: where, and what. */
  static List<String> offences(byte[] classFile) throws AnalyzerException {
    NumericRule rule = new NumericRule(classFile);
    for (MethodNode method : rule.type.methods) {
      rule.check(method);
    }
    return rule.found;
  }

  private void check(MethodNode method) throws AnalyzerException {
    Frame<FloatOrigin>[] frames =
        new Analyzer<>(new FloatOrigin.Tracker()).analyze(type.name, method);
    int line = 0;
    for (int i = 0; i < frames.length; i++) {
      AbstractInsnNode step = method.instructions.get(i);
      line = step instanceof LineNumberNode number ? number.line : line;
      String offence = offence(step);
      if (offence == null && frames[i] != null && usesUnrounded(step, frames[i])) {
        offence = "a float that no array has rounded: store it in a float[], or keep a double";
      }
      if (offence != null) {
        found.add(type.name.replace('/', '.') + "." + method.name + ":" + line + ": " + offence);
      }
    }
  }

  private static String offence(AbstractInsnNode step) {
    return switch (step.getOpcode()) {
      case Opcodes.FADD, Opcodes.FSUB, Opcodes.FMUL, Opcodes.FDIV, Opcodes.FREM ->
          "arithmetic on floats: widen to double";
      case Opcodes.FNEG, Opcodes.DNEG -> "in Wasm GC -x is 0 - x, which is 0 for 0: multiply by -1";
      default -> {
        if (step instanceof MethodInsnNode call) {
          yield offence(call.owner, call.name, call.desc);
        }
        if (step instanceof InvokeDynamicInsnNode dynamic) {
          for (Object argument : dynamic.bsmArgs) {
            String of =
                argument instanceof Handle handle
                    ? offence(handle.getOwner(), handle.getName(), handle.getDesc())
                    : null;
            if (of != null) {
              yield of;
            }
          }
        }
        yield null;
      }
    };
  }

  private static String offence(String owner, String name, String descriptor) {
    String call = owner + "." + name;
    boolean wrong =
        BANNED_OWNERS.contains(owner)
            || BANNED_CALLS.contains(call)
            || BANNED_CALLS.contains(call + descriptor)
            || (owner.equals("java/lang/Math") && !MATH.contains(name))
            || (owner.equals("java/lang/Float") && !FLOAT.contains(name));
    return wrong ? call.replace('/', '.') + " differs between platforms: see PortableMath" : null;
  }

  /** Returns whether a step takes such a float other than to round it or to hand it on. */
  private static boolean usesUnrounded(AbstractInsnNode step, Frame<FloatOrigin> frame) {
    int taken =
        switch (step.getOpcode()) {
          case Opcodes.F2D,
              Opcodes.F2I,
              Opcodes.F2L,
              Opcodes.FRETURN,
              Opcodes.PUTSTATIC,
              Opcodes.PUTFIELD ->
              1;
          case Opcodes.FCMPL, Opcodes.FCMPG -> 2;
          default -> 0;
        };
    if (step instanceof FieldInsnNode field && !field.desc.equals("F")) {
      return false;
    }
    if (step instanceof MethodInsnNode call && !ROUNDING.contains(call.name)) {
      taken = Type.getArgumentTypes(call.desc).length;
    }
    if (step instanceof InvokeDynamicInsnNode dynamic) {
      taken = Type.getArgumentTypes(dynamic.desc).length;
    }
    for (int i = 1; i <= taken; i++) {
      if (frame.getStack(frame.getStackSize() - i).isUnrounded()) {
        return true;
      }
    }
    return false;
  }
}
