package dev.hearth.predict;

/**
 * What a passed self-test found.
 *
 * @param cases how many it ran
 * @param values how many output values it compared
 * @param maxAbsDiff the largest difference from a golden value
 */
public record SelfTestReport(int cases, int values, double maxAbsDiff) {}
