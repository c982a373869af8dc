-- AlterTable
ALTER TABLE "trainee" ADD COLUMN     "email" TEXT;
