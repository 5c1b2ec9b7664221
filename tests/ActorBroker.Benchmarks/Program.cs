using ActorBroker.Benchmarks.Broker;
using ActorBroker.Benchmarks.Disk;
using ActorBroker.Benchmarks.Journal;
using ActorBroker.Benchmarks.Kernel;
using ActorBroker.Benchmarks.Log;
using ActorBroker.Benchmarks.Machines;
using ActorBroker.Benchmarks.Records;
using ActorBroker.Benchmarks.Wire;
using BenchmarkDotNet.Running;

switch (args)
{
    case ["journal", ..]:
        JournalSpeed.Run(args[1..], Console.Out);
        break;
    case ["kernel", ..]:
        KernelSpeed.Run(args[1..], Console.Out);
        break;
    case ["log", ..]:
        LogSpeed.Run(args[1..], Console.Out);
        break;
    case ["machines"]:
        MachineSpeed.Run(Console.Out);
        break;
    case ["partition"]:
        PartitionSpeed.Run(Console.Out);
        break;
    case ["records"]:
        RecordSpeed.Run(Console.Out);
        break;
    case ["wire"]:
        WireSpeed.Run(Console.Out);
        break;
    case ["group-commit", ..]:
        GroupCommitDrive.Run(args[1..]);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
