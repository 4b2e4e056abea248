package dev.hearth.rules;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Interpreter;
import org.objectweb.asm.tree.analysis.Value;

/**
 * What is known of a value on the stack or in a variable.
 *
 * @param type its kind
 * @param isUnrounded whether it may be a float that JavaScript would hold as a double
 */
record FloatOrigin(BasicValue type, boolean isUnrounded) implements Value {

  @Override
  public int getSize() {
    return type.getSize();
  }

  /** Follows floats from where they are made. */
  static final class Tracker extends Interpreter<FloatOrigin> {
    private final BasicInterpreter basic = new BasicInterpreter();

    Tracker() {
      super(Opcodes.ASM9);
    }

    @Override
    public FloatOrigin newValue(Type type) {
      BasicValue value = basic.newValue(type);
      return value == null ? null : new FloatOrigin(value, false);
    }

    @Override
    public FloatOrigin newOperation(AbstractInsnNode step) throws AnalyzerException {
      // A constant is written in decimal, which JavaScript reads as a double.
      boolean inexact =
          step instanceof LdcInsnNode constant
              && constant.cst instanceof Float number
              && Double.parseDouble(number.toString()) != number;
      return new FloatOrigin(basic.newOperation(step), inexact);
    }

    @Override
    public FloatOrigin copyOperation(AbstractInsnNode step, FloatOrigin value) {
      return value;
    }

    @Override
    public FloatOrigin unaryOperation(AbstractInsnNode step, FloatOrigin value)
        throws AnalyzerException {
      boolean unrounded =
          switch (step.getOpcode()) {
            case Opcodes.D2F, Opcodes.L2F, Opcodes.I2F -> true;
            case Opcodes.FNEG -> value.isUnrounded;
            default -> false;
          };
      return result(basic.unaryOperation(step, value.type), unrounded);
    }

    @Override
    public FloatOrigin binaryOperation(AbstractInsnNode step, FloatOrigin a, FloatOrigin b)
        throws AnalyzerException {
      return result(basic.binaryOperation(step, a.type, b.type), false);
    }

    @Override
    public FloatOrigin ternaryOperation(
        AbstractInsnNode step, FloatOrigin a, FloatOrigin b, FloatOrigin c) {
      return null;
    }

    @Override
    public FloatOrigin naryOperation(AbstractInsnNode step, List<? extends FloatOrigin> values)
        throws AnalyzerException {
      return result(basic.naryOperation(step, List.of()), false);
    }

    @Override
    public void returnOperation(AbstractInsnNode step, FloatOrigin value, FloatOrigin expected) {}

    @Override
    public FloatOrigin merge(FloatOrigin a, FloatOrigin b) {
      return new FloatOrigin(basic.merge(a.type, b.type), a.isUnrounded || b.isUnrounded);
    }

    private static FloatOrigin result(BasicValue type, boolean unrounded) {
      return type == null ? null : new FloatOrigin(type, unrounded);
    }
  }
}
