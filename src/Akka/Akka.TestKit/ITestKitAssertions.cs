namespace Akka.TestKit;

/// <summary>How a test framework fails a test. All members throw when what they assert does not hold.</summary>
public interface ITestKitAssertions
{
    /// <param name="format">The reason; without <paramref name="args"/> it is taken as it is.</param>
    void Fail(string format = "", params object[] args);

    void AssertTrue(bool condition, string format = "", params object[] args);

    void AssertFalse(bool condition, string format = "", params object[] args);

    /// <summary>By the framework's own idea of equality.</summary>
    void AssertEqual<T>(T expected, T actual, string format = "", params object[] args);

    void AssertEqual<T>(T expected, T actual, Func<T, T, bool> comparer, string format = "", params object[] args);
}
