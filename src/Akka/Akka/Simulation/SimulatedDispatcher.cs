using Akka.Actor;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

namespace Akka.Simulation;

/// <summary>Leaves it to the run which mailbox is next, and notes every message for its trace.</summary>
internal sealed class SimulatedDispatcher : MessageDispatcher
{
    private readonly SimulatedRun _run;

    public SimulatedDispatcher(MessageDispatcherConfigurator configurator, SimulatedRun run, string id, int throughput)
        : base(configurator)
    {
        _run = run;
        Id = id;
        Throughput = throughput;
    }

    public override void Dispatch(ActorCell cell, Envelope envelope)
    {
        _run.Note("tell", cell.Self.Path.ToStringWithUid(), envelope.Message.GetType().Name);
        base.Dispatch(cell, envelope);
    }

    public override void SystemDispatch(ActorCell cell, SystemMessage message)
    {
        _run.Note("system", cell.Self.Path.ToStringWithUid(), message.GetType().Name);
        base.SystemDispatch(cell, message);
    }

    protected override void ExecuteTask(IRunnable run) => _run.Enqueue(run);

    protected override void Shutdown()
    {
    }
}
