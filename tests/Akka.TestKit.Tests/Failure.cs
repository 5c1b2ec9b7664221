using Xunit.Sdk;

namespace Akka.TestKit.Tests;

/// <summary>What a test kit says when an expectation is not met.</summary>
internal static class Failure
{
    public static string Of(Action expectation) => Assert.IsType<XunitException>(Record.Exception(expectation), exactMatch: false).Message;

    public static async Task<string> Of(Func<Task> expectation) =>
        Assert.IsType<XunitException>(await Record.ExceptionAsync(expectation), exactMatch: false).Message;
}
