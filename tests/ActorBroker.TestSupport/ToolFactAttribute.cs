using Xunit;

namespace ActorBroker.TestSupport;

/// <summary>
/// A test that runs programs this machine may lack. It skips with a reason that names the first missing one;
/// <c>.ci/run</c> fails when anything skips there.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    /// <param name="tools">Program names looked up on PATH, or paths below the shared folder that begin with <c>shared/</c>.</param>
    public ToolFactAttribute(params string[] tools)
    {
        foreach (var tool in tools)
        {
            if (Tool.Find(tool) is null)
            {
                Skip = $"'{tool}' is not on this machine.";
                return;
            }
        }
    }
}
